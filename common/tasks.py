"""The worker's housekeeping for `common` and, through PERSONAL_DATA, for all that hold personal data."""

from celery import shared_task
from django.utils import timezone

from common.extension_points import PERSONAL_DATA
from common.search.fuzzy import forget_gone_words
from common.web import ratelimit


@shared_task(name="common.forget_old")
def forget_old() -> None:
    """Delete what is past its time: counts of ended windows, words of gone texts, data whose purpose has ended."""
    ratelimit.forget_old()
    forget_gone_words()
    for source in PERSONAL_DATA:
        source.retain(timezone.localdate())
