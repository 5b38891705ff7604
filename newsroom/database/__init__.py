"""The database as the project uses it: clock, connections, foreign keys, transactions."""
