"""The Translation desk writes down how each edition writes and sees what engines cost; Editors see the styles."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUPS = {
    "Editors": ["view_editionstyle"],
    "Translation desk": [
        "add_editionstyle",
        "change_editionstyle",
        "delete_editionstyle",
        "view_editionstyle",
        "view_enginecall",
    ],
}


def let_them(apps, schema_editor):
    # Django creates permissions only after all migrations have run; the groups need these now.
    config = apps.get_app_config("translation")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="translation")
    # A renamed or removed group is not changed.
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.add(*permissions.filter(codename__in=GROUPS[group.name]))


class Migration(migrations.Migration):
    dependencies = [("translation", "0007_engine_pages"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [migrations.RunPython(let_them, migrations.RunPython.noop)]
