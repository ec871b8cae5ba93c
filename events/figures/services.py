"""Keeping figures ready: counted behind the page when the attendances changed."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

from common.pages.versions import bump
from events.attendance.models import Attendance, Session
from events.figures.models import FigureSnapshot
from events.figures.queries import count_region, region_scope

# Merged persons and entities change figures without a new mark: no count is kept longer than this.
OLDEST = timedelta(hours=1)


def refresh() -> int:
    """Count anew every year whose attendances changed, or whose count is old; returns how many changed figures."""
    changed = 0
    for year in Session.objects.order_by().values_list("day__year", flat=True).distinct():
        changed += _refresh_year(year)
    return changed


def _refresh_year(year: int) -> bool:
    marked = Attendance.objects.filter(session__day__year=year).aggregate(n=Count("pk"), last=Max("pk"))
    signature = f"{marked['n']}:{marked['last']}"
    scope, now = region_scope(year), timezone.now()
    kept = FigureSnapshot.objects.filter(scope=scope).first()
    if kept and kept.signature == signature and kept.counted_at > now - OLDEST:
        return False
    figures = count_region(year)
    with transaction.atomic():
        FigureSnapshot.objects.update_or_create(
            scope=scope, defaults={"figures": figures, "signature": signature, "counted_at": now}
        )
        if kept is None or kept.figures != figures:
            bump("events")
            return True
    return False
