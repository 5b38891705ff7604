"""Let the database itself delete or empty what points to a deleted row: another process may have just stored it."""

from django.db import migrations

from newsroom.database.foreign_keys import deletes_in_database


class Migration(migrations.Migration):
    dependencies = [("translation", "0008_style_permissions")]
    operations = [deletes_in_database("translation")]
