"""Publishing what was scheduled."""

from celery import shared_task

from news.articles import services


@shared_task(name="news.articles.publish_due")
def publish_due() -> int:
    """Publish articles whose time has come."""
    return services.publish_due()
