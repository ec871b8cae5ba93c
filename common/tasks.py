"""The worker's housekeeping for the ground floor and, through the socket, for all that hold personal data."""

from celery import shared_task
from django.utils import timezone

from common import ratelimit
from common.search.near import forget_gone_words
from common.sockets import PERSONAL_DATA


@shared_task(name="common.forget_old")
def forget_old() -> None:
    """Delete what is past its time: counts of ended windows, words of gone texts, data whose purpose has ended."""
    ratelimit.forget_old()
    forget_gone_words()
    for source in PERSONAL_DATA:
        source.retain(timezone.localdate())
