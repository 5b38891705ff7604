"""Findings and judgements store a code and parameters; a sentence stored before becomes the text of a code that is ""."""

from django.db import migrations, models

FROM_SENTENCES = "UPDATE {} SET params = jsonb_build_object('text', message)"
TO_SENTENCES = "UPDATE {} SET message = coalesce(params ->> 'text', code)"
MODELS = ("segmentfinding", "findingjudgement")


def _changes(model):
    table = f"translation_{model}"
    return [
        migrations.AddField(model, "code", models.CharField(blank=True, default="", editable=False, max_length=60)),
        migrations.AddField(model, "params", models.JSONField(blank=True, default=dict, editable=False)),
        # With a default, so that the column can come back.
        migrations.AlterField(model, "message", models.TextField(blank=True, default="")),
        migrations.RunSQL(FROM_SENTENCES.format(table), TO_SENTENCES.format(table)),
        migrations.RemoveField(model, "message"),
    ]


class Migration(migrations.Migration):
    dependencies = [("translation", "0014_install_models")]

    operations = [operation for model in MODELS for operation in _changes(model)]
