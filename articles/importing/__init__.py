"""Plain-text pages become structured articles.

reader    bytes -> lines, or a refusal that says how to mend the file
words     the words of fifteen languages for roles, sources, accounts, conclusions
dates, bar, bylines, sources, headings   what a single line is
parser    lines -> ParsedArticle, with a verdict on each line
store     ParsedArticle -> an article, once

All but store are pure: no Django.
"""
