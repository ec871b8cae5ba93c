"""Who fills a centre's report, who decides on it: coordinators, and the administrator everywhere.

A coordinator assigned to the centre fills and hands over; a coordinator assigned to the ROPS of its voivodeship opens
periods and decides. A coordinator of neither finds nothing; staff in another role get 403.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from accounts.models import Role, User
from entities.centres.models import Assignment, CentreKind, SupportCentre
from entities.centres.permissions import visible_centres
from events.reporting.models import ReportingPeriod

ROLES = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})


def works_with_reports(user: User) -> bool:
    """Whether reports are this person's business at all."""
    return user.is_active and user.role in ROLES


def reporting_centres(user: User) -> QuerySet[SupportCentre]:
    """The OWES whose reports the person may see; raises PermissionDenied for other roles."""
    if not works_with_reports(user):
        raise PermissionDenied
    return visible_centres(user).filter(kind=CentreKind.OWES)


def period_for(user: User, pk: int) -> ReportingPeriod:
    """The period, for somebody who fills it or decides on it."""
    centres = visible_centres(user).filter(kind=CentreKind.OWES)
    found = ReportingPeriod.objects.select_related("centre").filter(pk=pk, centre__in=centres).first()
    if found is None:
        raise Http404
    if not works_with_reports(user):
        raise PermissionDenied
    return found


def fills(user: User, centre: SupportCentre) -> bool:
    """Whether the person writes this centre's reports."""
    if user.role == Role.ADMINISTRATOR:
        return True
    return user.role == Role.COORDINATOR and Assignment.objects.filter(user=user, centre=centre).exists()


def decides(user: User, centre: SupportCentre) -> bool:
    """Whether the person accepts and returns this centre's reports."""
    return user.role == Role.ADMINISTRATOR or centre.voivodeship_id in regions_of(user)


def regions_of(user: User) -> set[str]:
    """Voivodeships for which the person decides; the administrator's are all those with a centre."""
    if user.role == Role.ADMINISTRATOR:
        return set(SupportCentre.objects.order_by().values_list("voivodeship", flat=True))
    if user.role != Role.COORDINATOR:
        return set()
    rows = Assignment.objects.filter(user=user, centre__kind=CentreKind.ROPS)
    return set(rows.values_list("centre__voivodeship", flat=True))
