"""Figures for people: engines (state and cost), spend (the ledger added up), findings (by check and language)."""
