"""Plain-text pages become structured articles.

reader    bytes -> lines, or an error that describes how to fix the file
words     the words of fifteen languages for roles, sources, accounts, conclusions
dates, bar, bylines, sources, headings   recognise a single line
parser    lines -> ParsedArticle, with a verdict on each line
store     ParsedArticle -> an article, once

All but store are pure: no Django.
"""
