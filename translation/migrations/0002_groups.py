"""Two groups to put people in: Editors write and publish, the Translation desk translates, corrects and approves."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUPS = {
    "Editors": [
        "articles.add_article", "articles.change_article", "articles.view_article",
        "articles.change_languageversion", "articles.view_languageversion",
        "articles.add_contribution", "articles.change_contribution", "articles.delete_contribution",
        "articles.view_contribution",
        "articles.add_person", "articles.change_person", "articles.view_person",
        "articles.add_image", "articles.change_image", "articles.view_image",
        "articles.view_section",
        "translation.view_translationjob", "translation.view_segment", "translation.view_segmentfinding",
    ],
    "Translation desk": [
        "articles.view_article", "articles.view_languageversion", "articles.view_section", "articles.view_person",
        "articles.view_image", "articles.view_contribution",
        "translation.add_translationjob", "translation.change_translationjob", "translation.view_translationjob",
        "translation.change_segment", "translation.view_segment",
        "translation.change_segmentfinding", "translation.view_segmentfinding",
        "translation.view_enginecall",
        "translation.add_memoryentry", "translation.change_memoryentry", "translation.delete_memoryentry",
        "translation.view_memoryentry",
        "translation.add_term", "translation.change_term", "translation.delete_term", "translation.view_term",
    ],
}  # fmt: skip


def create_groups(apps, schema_editor):
    # Django creates permissions only after all migrations have run; the groups need them now.
    for label in ("articles", "translation"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
        config.models_module = None
    permissions = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in apps.get_model("auth", "Permission").objects.select_related("content_type")
    }
    for name, wanted in GROUPS.items():
        group, _created = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*(permissions[codename] for codename in wanted))


class Migration(migrations.Migration):
    dependencies = [
        ("translation", "0001_initial"),
        ("articles", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(create_groups, migrations.RunPython.noop)]
