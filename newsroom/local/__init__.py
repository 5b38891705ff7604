"""Private servers for a desk: PostgreSQL and Valkey under var/, and one supervisor for web, worker and beat.

Production uses none of it.
"""
