"""Checks of facts: numbers, dates, measures, money, identifiers."""
