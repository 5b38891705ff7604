"""The Celery application: `celery -A newsroom worker`, `celery -A newsroom beat`.

The job table in PostgreSQL holds all state; the broker only carries messages (docs/explanation/concepts.md). Its
options are in settings.
"""

import os

from celery import Celery

from newsroom import broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

broker.install()
app = Celery("newsroom")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
