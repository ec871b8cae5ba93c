"""A week before its deadline a centre that has not handed over is reminded, once for each deadline."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from common.auditlog.services import log_action
from events.reporting.emails import DUE, tell_centre
from events.reporting.models import ReportingPeriod
from events.reporting.queries import latest_of
from events.reporting.services import lock_period
from events.reporting.states import IN_WORK

AHEAD = timedelta(days=7)


def remind_due() -> int:
    """Write the reminders that are due; returns of how many periods. Run twice at once, each is written once."""
    today = timezone.localdate()
    near = ReportingPeriod.objects.filter(
        Q(reminded_for=None) | ~Q(reminded_for=F("due_on")),
        due_on__gte=today,
        due_on__lte=today + AHEAD,
        reports__state__in=IN_WORK,
    )
    return sum(_remind(pk, today) for pk in near.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _remind(period_id: int, today: date) -> bool:
    period = lock_period(period_id)
    report = latest_of(period)
    if report.state not in IN_WORK or period.due_on is None or period.reminded_for == period.due_on:
        return False
    tell_centre(DUE, period, report)
    period.reminded_for = period.due_on
    period.save(update_fields=["reminded_for"])
    log_action(verb="period.reminded", obj=period, by=None, after={"due_on": str(period.due_on)})
    return True
