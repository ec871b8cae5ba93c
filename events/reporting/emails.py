"""Mails about reports; each is a row of the outbox, written in the transaction of the act."""

from django.urls import reverse

from accounts.models import Role, User
from common.outbox.causes import STAFF, SYSTEM
from common.outbox.render import render_mail
from common.outbox.services import queue_mail
from common.text.polish import date_range
from common.web.links import absolute
from entities.centres.models import CentreKind, SupportCentre
from events.reporting.models import PeriodReport, ReportingPeriod

HANDED, RETURNED, ACCEPTED, DUE = "handed", "returned", "accepted", "due"


def tell_rops(period: ReportingPeriod, report: PeriodReport) -> int:
    """To the coordinators of the ROPS: a report waits for them."""
    rops = SupportCentre.objects.active().filter(kind=CentreKind.ROPS, voivodeship=period.centre.voivodeship_id)
    return _tell(HANDED, list(rops), period, report)


def tell_centre(what: str, period: ReportingPeriod, report: PeriodReport) -> int:
    """To the coordinators of the centre: what was decided, or that the deadline is near."""
    return _tell(what, [period.centre], period, report)


def coordinators_of(centres: list[SupportCentre]) -> list[str]:
    """Addresses of those who answer for reports there; where nobody does, of the centres themselves."""
    people = User.objects.filter(is_active=True, role=Role.COORDINATOR, assignments__centre__in=centres)
    addresses = people.order_by("pk").values_list("email", flat=True).distinct()
    return list(addresses) or [centre.email for centre in centres if centre.email]


def _tell(what: str, to: list[SupportCentre], period: ReportingPeriod, report: PeriodReport) -> int:
    context = {
        "what": what,
        "centre": period.centre.name,
        "days": date_range(period.starts_on, period.ends_on, language="pl"),
        "due_on": period.due_on,
        "version": report.version,
        "reason": report.reason,
        "remark": report.remark,
        "url": absolute(reverse("panel:report", args=[period.pk])),
    }
    subject, body, html = render_mail("period_report", context)
    addresses = coordinators_of(to)
    moment = period.due_on if what == DUE else report.handed_at
    for number, address in enumerate(addresses):
        queue_mail(
            cause=SYSTEM if what == DUE else STAFF,
            to=address,
            subject=subject,
            text=body,
            html=html,
            key=f"report:{report.pk}:{what}:{moment:%Y%m%d%H%M%S%f}:{number}",
            template="period_report",
            about=f"report of {period.centre.short_name}, {what}",
            owner=f"centre:{period.centre_id}",
        )
    return len(addresses)
