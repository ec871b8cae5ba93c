"""Reports behind the page."""

from celery import shared_task

from events.reporting.reminders import remind_due


@shared_task(name="events.reporting.remind")
def remind() -> int:
    """Remind centres of deadlines."""
    return remind_due()
