"""The local run: PostgreSQL and Valkey under var/, and one supervisor for web, worker and beat.

Production uses none of it.
"""
