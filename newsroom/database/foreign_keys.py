"""Foreign keys with the database's own ON DELETE.

Django collects the rows that point to a row, deletes them, then deletes the row. A row that another process inserts
meanwhile is not collected, and the transaction fails at its end: an editor's save failed because a worker had just
stored a finding. The database's own ON DELETE has no such gap. Django 5.2 cannot declare it, so a migration does.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

# By on_delete: the letter in pg_constraint.confdeltype, and the SQL.
ACTIONS = {models.CASCADE: ("c", "CASCADE"), models.SET_NULL: ("n", "SET NULL")}


def deletes_in_database(app: str) -> migrations.RunPython:
    """Return a migration operation that gives the app's foreign keys the ON DELETE of their models.

    Put it last in a migration of its own whenever a foreign key was added or altered: Django creates it without.
    """

    def alter(apps: Any, schema_editor: Any) -> None:
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.local_fields:
                if field.remote_field and field.remote_field.on_delete in ACTIONS:
                    _alter(schema_editor, model, field)

    return migrations.RunPython(alter, migrations.RunPython.noop)


_OTHERWISE = """
    SELECT conname FROM pg_constraint, pg_attribute
     WHERE contype = 'f' AND conrelid = %s::regclass AND confdeltype <> %s
       AND attrelid = conrelid AND conkey = ARRAY[attnum] AND attname = %s
"""


def _alter(schema_editor: Any, model: type[models.Model], field: Any) -> None:
    quote, (letter, action) = schema_editor.quote_name, ACTIONS[field.remote_field.on_delete]
    table, target = quote(model._meta.db_table), field.target_field
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_OTHERWISE, [table, letter, field.column])
        names = [quote(name) for (name,) in cursor.fetchall()]
    for name in names:
        schema_editor.execute(
            f"ALTER TABLE {table} DROP CONSTRAINT {name}, "
            f"ADD CONSTRAINT {name} FOREIGN KEY ({quote(field.column)}) "
            f"REFERENCES {quote(target.model._meta.db_table)} ({quote(target.column)}) "
            f"ON DELETE {action} DEFERRABLE INITIALLY DEFERRED"
        )
