"""Checks: two strings and a language pair in, findings out. Pure.

registry   the checks in their order
rules      one file per check
parse      what checks read in a text
words      tables of words
"""
