"""What the frame does behind the page."""

from celery import shared_task

from owes_portal.site.held import tell_of_held


@shared_task(name="owes_portal.tell_of_held")
def tell_held() -> int:
    """Tell staff of messages that are held."""
    return tell_of_held()
