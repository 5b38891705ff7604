"""The addresses of the translation pages, below /admin/translation/."""

from django.urls import path

from translation.views import (
    access,
    editor,
    engines,
    findings_report,
    jobs,
    spend,
)

app_name = "translation"
urlpatterns = [
    path("jobs/<uuid:batch>/", jobs.page, name="jobs"),
    path("jobs/<uuid:batch>/progress/", jobs.fragment, name="jobs-progress"),
    path("engines/", engines.page, name="engines"),
    path("spend/", spend.page, name="spend"),
    path("findings/", findings_report.page, name="findings"),
    path("versions/<int:pk>/", editor.page, name="editor"),
    path("token/", access.token, name="token"),
]
