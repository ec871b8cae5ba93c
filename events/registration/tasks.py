"""Reminders, swept by beat."""

from celery import shared_task

from events.registration.notices import reminders


@shared_task(name="events.registration.remind")
def remind() -> int:
    """Remind of what is near."""
    return reminders.remind_due()
