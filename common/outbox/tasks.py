"""The worker's side of the outbox."""

from celery import shared_task

from common.outbox import services


@shared_task(name="common.outbox.sweep")
def sweep() -> None:
    """Send what waits."""
    services.sweep()
