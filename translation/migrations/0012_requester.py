"""Keep the name of who asked for a job: one whose account is deleted is not one that a command asked for."""

from django.conf import settings
from django.db import migrations, models


def name_requesters(apps, schema_editor):
    jobs = apps.get_model("translation", "TranslationJob").objects.filter(requested_by__isnull=False)
    user_model = apps.get_model(settings.AUTH_USER_MODEL)
    name = user_model.objects.filter(pk=models.OuterRef("requested_by")).values("username")
    jobs.update(requester=models.Subquery(name))


class Migration(migrations.Migration):
    dependencies = [
        ("translation", "0011_rule"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="translationjob",
            name="requester",
            field=models.CharField(blank=True, default="", editable=False, max_length=150, verbose_name="requested by"),
        ),
        migrations.RunPython(name_requesters, migrations.RunPython.noop),
    ]
