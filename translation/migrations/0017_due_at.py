from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("translation", "0016_job_messages"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="translationjob", name="job_due"),
        migrations.RenameField(model_name="translationjob", old_name="ring_at", new_name="due_at"),
        migrations.AddIndex(
            model_name="translationjob",
            index=models.Index(
                condition=models.Q(("state__in", ("queued", "running"))), fields=["due_at"], name="job_due"
            ),
        ),
    ]
