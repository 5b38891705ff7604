"""Jobs store a list of codes and parameters; a line stored before becomes the text of a code that is ""."""

from django.db import migrations, models

FROM_LINES = """
    UPDATE translation_translationjob SET messages = (
        SELECT jsonb_agg(jsonb_build_object('code', '', 'params', jsonb_build_object('text', line)))
          FROM regexp_split_to_table(message, E'\\n') AS line
    ) WHERE message <> ''
"""
TO_LINES = """
    UPDATE translation_translationjob SET message = coalesce((
        SELECT string_agg(coalesce(said -> 'params' ->> 'text', said ->> 'code'), E'\\n')
          FROM jsonb_array_elements(messages) AS said
    ), '')
"""


class Migration(migrations.Migration):
    dependencies = [("translation", "0015_messages")]

    operations = [
        migrations.AddField(
            "translationjob", "messages", models.JSONField(blank=True, default=list, verbose_name="message")
        ),
        migrations.RunSQL(FROM_LINES, TO_LINES),
        migrations.RemoveField("translationjob", "message"),
    ]
