"""Partnerships behind the page."""

from celery import shared_task

from partnerships.agreements.reminders import remind_overdue


@shared_task(name="partnerships.agreements.remind")
def remind() -> int:
    """Remind of steps past their day."""
    return remind_overdue()
