"""Whoever deletes a row never fails because another process has just stored something that points to it."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, models

from newsroom.database.foreign_keys import ACTIONS

NO_ACTION = "a"
FIELDS = [
    field
    for app in ("articles", "translation")
    for model in apps.get_app_config(app).get_models()
    for field in model._meta.local_fields
    if isinstance(field, models.ForeignKey)
]


@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_the_database_deletes_as_the_model_says(db, field):
    """One that was added or altered since needs newsroom.database.foreign_keys.deletes_in_database in a migration."""
    wanted = ACTIONS.get(field.remote_field.on_delete, (NO_ACTION, ""))[0]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT confdeltype::text FROM pg_constraint, pg_attribute "
            "WHERE contype = 'f' AND conrelid = %s::regclass AND attrelid = conrelid AND conkey = ARRAY[attnum] "
            "AND attname = %s",
            [field.model._meta.db_table, field.column],
        )
        assert cursor.fetchall() == [(wanted,)]
