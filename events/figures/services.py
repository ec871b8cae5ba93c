"""Keeping figures ready, counted behind the page when the attendances changed."""

import time
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

from common.web.versions import bump
from common.worker.wake import wake_worker
from events.attendance.models import Attendance, Session
from events.figures.counting import count
from events.figures.models import FigureSnapshot
from events.figures.scopes import Scope, of_year
from events.registration.extension_points import CorrectedPlace

# Merged persons and entities change figures without a new mark: no count is kept longer than this.
OLDEST = timedelta(hours=1)
# A count that took a second is not repeated within half a minute, one that took a minute within half an hour.
REST = 30
# What nobody asks for any more is not counted any more.
FORGOTTEN = timedelta(days=14)
# Who looks again and again writes once a day.
ASKED_LATELY = timedelta(days=1)


def ask_for(scope: Scope) -> None:
    """Somebody looks at this scope: it is counted behind the page, soon and then whenever it changed."""
    now = timezone.now()
    kept = FigureSnapshot.objects.filter(scope=scope.key)
    if kept.filter(asked_at__gt=now - ASKED_LATELY).exists():
        return
    if not kept.update(asked_at=now):
        FigureSnapshot.objects.get_or_create(scope=scope.key, defaults={"asks": scope.as_json(), "asked_at": now})
        wake_worker("events.figures.refresh")


def place_corrected(place: CorrectedPlace) -> None:
    """What is known of somebody was put right: every figure is counted anew, without a new mark at the door."""
    FigureSnapshot.objects.exclude(signature="").update(signature="")
    wake_worker("events.figures.refresh")


def refresh() -> int:
    """Count anew every kept scope whose attendances changed, or whose count is old; how many figures changed."""
    now = timezone.now()
    years = {year: of_year(year) for year in Session.objects.order_by().values_list("day__year", flat=True).distinct()}
    for scope in years.values():
        FigureSnapshot.objects.get_or_create(scope=scope.key, defaults={"asks": scope.as_json(), "asked_at": now})
    lasting = [scope.key for scope in years.values()]
    FigureSnapshot.objects.filter(asked_at__lt=now - FORGOTTEN).exclude(scope__in=lasting).delete()
    return sum(_refresh(kept, now) for kept in FigureSnapshot.objects.order_by("pk"))


def _refresh(kept: FigureSnapshot, now: datetime) -> bool:
    if kept.counted_at and kept.counted_at + timedelta(seconds=kept.seconds * REST) > now:
        return False
    scope = Scope.of_json(kept.asks)
    marked = Attendance.objects.filter(session__event__in=scope.events()).aggregate(n=Count("pk"), last=Max("pk"))
    signature = f"{marked['n']}:{marked['last']}"
    if kept.counted_at and kept.signature == signature and kept.counted_at > now - OLDEST:
        return False
    began = time.monotonic()
    figures = count(scope).as_json()
    with transaction.atomic():
        FigureSnapshot.objects.filter(pk=kept.pk).update(
            figures=figures, signature=signature, counted_at=now, seconds=time.monotonic() - began
        )
        if kept.figures != figures:
            bump("events")
            return True
    return False
