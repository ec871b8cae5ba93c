"""The portal's frame: settings, addresses, the worker; imports the Celery app so that tasks bind to it."""

from owes_portal.celery import app as celery_app

__all__ = ["celery_app"]
