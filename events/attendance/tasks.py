"""The digest of changes of a list, swept by beat."""

from celery import shared_task

from events.attendance import list_changes


@shared_task(name="events.attendance.tell_changes")
def tell_changes() -> int:
    """Tell what changed."""
    return list_changes.tell_changes()
