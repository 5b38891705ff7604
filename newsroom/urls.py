"""The addresses: the admin, health, then the readers' pages."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/translation/", include("translation.urls")),
    path("admin/", admin.site.urls),
    path("", include("newsroom.health.urls")),
    path("", include("articles.public.urls")),
]
