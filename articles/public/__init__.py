"""The readers' pages. Everything here reads through Article.objects.published().

urls, views, site_views   addresses and the views behind them
pages                     one article's page
front_page, listings      lists of articles
feeds, sitemaps, structured_data    the same for machines
language_bar, provenance, bylines   parts of a page
lookup, moved             find an article by its address, or where it is now
"""
