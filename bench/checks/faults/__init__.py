"""Faults as translations have them, made on purpose, by theme."""
