"""Keeping figures ready: marking them stale with the change, counting them behind the page."""

from datetime import date

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from common.nudge import nudge
from common.pages.versions import bump
from events.figures.models import FigureSnapshot
from events.figures.queries import count_region, region_scope


@transaction.atomic
def mark_stale(day: date) -> None:
    """Attendance of that day's year changed: the region's figures will be counted anew."""
    scope, now = region_scope(day.year), timezone.now()
    FigureSnapshot.objects.get_or_create(scope=scope)
    FigureSnapshot.objects.filter(scope=scope).filter(
        Q(stale_since__isnull=True) | Q(stale_since__lte=F("counted_at"))
    ).update(stale_since=now)
    nudge("events.figures.refresh")


def refresh() -> int:
    """Count every stale scope anew; returns how many. A change during the count leaves the scope stale."""
    done = 0
    for row in FigureSnapshot.objects.filter(stale_since__isnull=False):
        seen = row.stale_since
        figures = count_region(int(row.scope.split(":")[1]))
        with transaction.atomic():
            FigureSnapshot.objects.filter(pk=row.pk).update(figures=figures, counted_at=timezone.now())
            FigureSnapshot.objects.filter(pk=row.pk, stale_since=seen).update(stale_since=None)
            bump("events")
        done += 1
    return done
