"""Trying and writing behind the page: the worker only sweeps sheets that wait."""

from celery import shared_task

from entities.imports import services


@shared_task(name="entities.imports.work")
def work() -> int:
    """Work on what waits."""
    return services.work()
