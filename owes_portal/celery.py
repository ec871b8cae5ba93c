"""The Celery app: where tasks are found, and the beat table that sweeps the rows waiting for work."""

import os
from importlib import import_module

from celery import Celery
from celery.schedules import crontab
from celery.signals import task_prerun

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "owes_portal.settings")

app = Celery("owes_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
# Celery looks for `tasks.py` only in the packages named here, not in those below them.
app.autodiscover_tasks(
    [
        "accounts.exports",
        "common",
        "common.outbox",
        "files",
        "entities.directory",
        "entities.imports",
        "events.certificates",
        "events.figures",
        "events.folders",
        "events.imports",
        "events.registration",
        "events.reporting",
        "news.articles",
        "owes_portal.site",
        "partnerships.agreements",
    ]
)


@task_prerun.connect
def _limit_statements(**_told: object) -> None:
    """No task holds the database longer than the worker's limit."""
    import_module("common.db.statement_timeouts").limit_statements("worker")


app.conf.beat_schedule = {
    "common: forget what is past its time": {"task": "common.forget_old", "schedule": crontab(hour=3, minute=10)},
    "figures: count what changed": {"task": "events.figures.refresh", "schedule": 60.0},
    "registration: remind of what is near": {"task": "events.registration.remind", "schedule": 300.0},
    "attendance: tell what changed on lists": {"task": "events.attendance.tell_changes", "schedule": 300.0},
    "news: publish what is due": {"task": "news.articles.publish_due", "schedule": 30.0},
    "news: compare reports with their lists": {"task": "news.articles.compare_reports", "schedule": 60.0},
    "certificates: issue what waits": {"task": "events.certificates.issue", "schedule": 30.0},
    "entities: try and write sheets that wait": {"task": "entities.imports.work", "schedule": 30.0},
    "entities: write the open data of a long directory": {
        "task": "entities.directory.write_open_data",
        "schedule": 600.0,
    },
    "events: read and register lists of people that wait": {"task": "events.imports.work", "schedule": 30.0},
    "exports: make long lists that wait": {"task": "accounts.exports.make", "schedule": 30.0},
    "folders: pack what waits": {"task": "events.folders.pack", "schedule": 60.0},
    "partnerships: remind of steps past their day": {
        "task": "partnerships.agreements.remind",
        "schedule": crontab(hour="8-16", minute=5),
    },
    "reporting: remind of deadlines": {"task": "events.reporting.remind", "schedule": crontab(hour="8-16", minute=35)},
    "outbox: tell staff what is held": {
        "task": "owes_portal.tell_of_held",
        "schedule": crontab(hour="7-17", minute=50),
    },
    "outbox: send what waits": {"task": "common.outbox.sweep", "schedule": 20.0},
    "files: make renditions that wait": {"task": "files.sweep_renditions", "schedule": 30.0},
    "files: make AVIF copies while nothing else waits": {"task": "files.sweep_avif", "schedule": 60.0},
    "files: make public pictures again that are missing": {"task": "files.sweep_missing", "schedule": 60.0},
    "files: delete what no row names": {"task": "files.sweep_orphans", "schedule": crontab(hour=3, minute=40)},
    "files: delete what was discarded": {"task": "files.sweep_discards", "schedule": 60.0},
}
