"""Issuing behind the page: the worker only sweeps rows that wait."""

from celery import shared_task

from events.certificates import services


@shared_task(name="events.certificates.issue")
def issue() -> int:
    """Issue what waits."""
    return services.issue_waiting()
