"""Trying and writing behind the page: the worker only sweeps sheets that wait."""

from celery import shared_task

from entities.imports import working


@shared_task(name="entities.imports.work")
def work() -> int:
    """Work on what waits."""
    return working.work()
