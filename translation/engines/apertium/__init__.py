"""Apertium, over apertium-apy or the command line."""
