"""Measure the integrity checks: false alarms on people's translations, recall on faults put into them, speed."""
