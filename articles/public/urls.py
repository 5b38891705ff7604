"""The addresses of the readers' pages."""

from django.urls import path, re_path, register_converter

from articles.public import (
    addresses,
    feeds,
    site_views,
    sitemaps,
    views,
)

register_converter(addresses.EditionConverter, "edition")
register_converter(addresses.MisspeltEditionConverter, "misspelt")
register_converter(addresses.YearConverter, "yyyy")
register_converter(addresses.DigitsConverter, "dd")
register_converter(addresses.LooseDigitsConverter, "d")
register_converter(addresses.SlugConverter, "words")

app_name = "articles"
urlpatterns = [
    path("", site_views.entrance, name="entrance"),
    path("robots.txt", site_views.robots, name="robots"),
    path("favicon.ico", site_views.favicon),
    path("sitemap.xml", sitemaps.index, name="sitemaps"),
    re_path(r"^media/(?P<path>.+)$", site_views.media, name="media"),
    path("<edition:language>/", views.front, name="front"),
    path("<edition:language>/feed.xml", feeds.feed, name="feed"),
    path("<edition:language>/sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("<edition:language>/section/<slug:key>/", views.section, name="section"),
    path("<edition:language>/<yyyy:year>/<dd:month>/<dd:day>/<words:slug>/", views.article, name="article"),
    path("<edition:language>/<yyyy:year>/<d:month>/<d:day>/<words:slug>/", views.article),
    path("<misspelt:language>", site_views.misspelt),
    path("<misspelt:language>/<path:rest>", site_views.misspelt),
    path("<misspelt:language>/", site_views.misspelt),
]
