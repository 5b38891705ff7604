"""Waivers that exist become judgements, and the desk may see which checks are switched off."""

import hashlib

from django.contrib.auth.management import create_permissions
from django.db import migrations


def remember_waivers(apps, schema_editor):
    finding_model = apps.get_model("translation", "SegmentFinding")
    judgement_model = apps.get_model("translation", "FindingJudgement")
    waived = finding_model.objects.filter(waived_at__isnull=False).select_related("segment__version")
    for finding in waived.iterator(chunk_size=500):
        segment = finding.segment
        texts = f"{segment.source}\0{segment.target}".encode()
        finding.text_hash = hashlib.blake2b(texts, digest_size=16).hexdigest()
        finding.save(update_fields=["text_hash"])
        judgement_model.objects.create(
            article_id=segment.version.article_id,
            segment_id=segment.pk,
            finding_id=finding.pk,
            key=segment.key,
            language=segment.version.language,
            engine=segment.engine or ("memory" if segment.origin == "memory" else ""),
            check_name=finding.check_name,
            severity=finding.severity,
            message=finding.message,
            text_hash=finding.text_hash,
            verdict="waived",
            judged_by_id=finding.waived_by_id,
            judged_at=finding.waived_at,
        )


def let_the_desk_look(apps, schema_editor):
    # Django creates permissions only after all migrations have run; the group needs this one now.
    config = apps.get_app_config("translation")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    view = apps.get_model("auth", "Permission").objects.get(
        content_type__app_label="translation", codename="view_checksetting"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="Translation desk"):
        group.permissions.add(view)


class Migration(migrations.Migration):
    dependencies = [("translation", "0003_findings"), ("translation", "0002_groups")]

    operations = [
        migrations.RunPython(remember_waivers, migrations.RunPython.noop),
        migrations.RunPython(let_the_desk_look, migrations.RunPython.noop),
    ]
