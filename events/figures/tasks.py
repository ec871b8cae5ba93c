"""Counting behind the page."""

from celery import shared_task

from events.figures import services


@shared_task(name="events.figures.refresh")
def refresh() -> int:
    """Count anew what changed."""
    return services.refresh()
