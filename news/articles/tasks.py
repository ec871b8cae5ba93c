"""Publishing what was scheduled."""

from celery import shared_task

from news.articles import corrections, services


@shared_task(name="news.articles.publish_due")
def publish_due() -> int:
    """Publish articles whose time has come."""
    return services.publish_due()


@shared_task(name="news.articles.compare_reports")
def compare_reports() -> int:
    """Compare the figures of reports with their lists."""
    return corrections.compare_reports()
