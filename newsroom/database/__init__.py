"""Helpers for the database: clock, connections, foreign keys, transactions, trigrams."""
