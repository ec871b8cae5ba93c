"""Lists of people, read and registered behind the page: the worker only sweeps those that wait."""

from celery import shared_task

from events.imports import working


@shared_task(name="events.imports.work")
def work() -> int:
    """Work on what waits."""
    return working.work()
