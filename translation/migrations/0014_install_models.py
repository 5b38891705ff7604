"""The Translation desk may have Firefox models fetched."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def let_them(apps, schema_editor):
    # Django creates permissions only after all migrations have run; the group needs this one now.
    config = apps.get_app_config("translation")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    permission = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="translation", codename="install_models"
    )
    # A renamed or removed group is not changed.
    for group in apps.get_model("auth", "Group").objects.filter(name="Translation desk"):
        group.permissions.add(*permission)


class Migration(migrations.Migration):
    dependencies = [("translation", "0013_arabic"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [
        migrations.AlterModelOptions(
            name="translationjob",
            options={
                "ordering": ["-created_at", "-id"],
                "permissions": [("install_models", "Can have models fetched for the workers")],
                "verbose_name": "translation job",
                "verbose_name_plural": "translation jobs",
            },
        ),
        migrations.RunPython(let_them, migrations.RunPython.noop),
    ]
