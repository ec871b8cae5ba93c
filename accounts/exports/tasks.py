"""Long lists made behind the page: the worker only sweeps rows that wait."""

from celery import shared_task

from accounts.exports import services


@shared_task(name="accounts.exports.make")
def make() -> int:
    """Make what waits."""
    return services.make_waiting()
