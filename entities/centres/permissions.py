"""Whose centre is it: what a member of staff may do, and for which centres (DESIGN §2, table of permissions).

A role says *what*, an assignment to a centre says *where*. A coordinator or an editor assigned to a ROPS acts for every
centre of its voivodeship; an animator of a ROPS works for the ROPS alone. The administrator acts everywhere. A
participant assigned by mistake may do nothing.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404

from accounts.models import STAFF_ROLES, Role, User
from entities.centres.models import Assignment, CentreKind, SupportCentre
from entities.territory.models import County

Anyone = User | AnonymousUser
Row = TypeVar("Row", bound=Model)
REGIONAL_ROLES = frozenset({Role.COORDINATOR, Role.EDITOR})


class CentrePermission(StrEnum):
    """What somebody wants to do with the things of a centre."""

    RUN_EVENTS = "run_events"  # plan events, decide on registrations, mark attendance
    READ_EVENTS = "read_events"
    WRITE_ARTICLES = "write_articles"  # drafts of articles, galleries
    PUBLISH_ARTICLES = "publish_articles"
    READ_PEOPLE = "read_people"  # participants' personal data
    KEEP_PARTICIPATION = "keep_participation"  # what projects ask of people, their answers
    EDIT_PROJECTS = "edit_projects"  # projects, indicators; whether a partnership is public
    EDIT_PARTNERSHIPS = "edit_partnerships"  # members, work plan, documents
    READ_FIGURES = "read_figures"
    EDIT_CENTRE = "edit_centre"  # the contact block, people and counties


A, E, C, ALL = Role.ANIMATOR, Role.EDITOR, Role.COORDINATOR, Role.ADMINISTRATOR
MAY: Mapping[CentrePermission, frozenset[str]] = {
    CentrePermission.RUN_EVENTS: frozenset({A, C, ALL}),
    CentrePermission.READ_EVENTS: frozenset({A, E, C, ALL}),
    CentrePermission.WRITE_ARTICLES: frozenset({A, E, C, ALL}),
    CentrePermission.PUBLISH_ARTICLES: frozenset({E, C, ALL}),
    CentrePermission.READ_PEOPLE: frozenset({A, C, ALL}),
    CentrePermission.KEEP_PARTICIPATION: frozenset({C, ALL}),
    CentrePermission.EDIT_PROJECTS: frozenset({C, ALL}),
    CentrePermission.EDIT_PARTNERSHIPS: frozenset({A, C, ALL}),
    CentrePermission.READ_FIGURES: frozenset({A, E, C, ALL}),
    CentrePermission.EDIT_CENTRE: frozenset({C, ALL}),
}


def visible_centres(user: Anyone) -> QuerySet[SupportCentre]:
    """The centres for which this person works.

    The administrator: all. A coordinator or editor assigned to a ROPS: every centre of that voivodeship. Other staff:
    the centres they are assigned to. Participants and anonymous visitors: none. Closed centres are among them: their
    events and figures stay to be read.
    """
    if not isinstance(user, User) or not user.is_active or user.role not in STAFF_ROLES:
        return SupportCentre.objects.none()
    if user.role == Role.ADMINISTRATOR:
        return SupportCentre.objects.all()
    assigned = Assignment.objects.filter(user=user)
    mine = Q(pk__in=assigned.values("centre"))
    if user.role in REGIONAL_ROLES:
        mine |= Q(voivodeship__in=assigned.filter(centre__kind=CentreKind.ROPS).values("centre__voivodeship"))
    return SupportCentre.objects.filter(mine)


def centres_for(user: Anyone, permission: CentrePermission) -> QuerySet[SupportCentre]:
    """The centres in which this person may do this: what a form may offer, and what a query for an act begins with."""
    centres = visible_centres(user)
    return centres if isinstance(user, User) and user.role in MAY[permission] else centres.none()


def centre_ids_for(user: Anyone, permission: CentrePermission) -> list[int]:
    """Ids of `centres_for`, asked once."""
    return list(centres_for(user, permission).order_by().values_list("pk", flat=True))


def centres_of(user: Anyone) -> set[int]:
    """Ids of `visible_centres`: for filtering rows of upper apps by `centre_id__in`."""
    return set(visible_centres(user).order_by().values_list("pk", flat=True))


def counties_in_care(user: User) -> QuerySet[County]:
    """The counties that the person's centres serve; a ROPS serves its whole voivodeship."""
    centres = visible_centres(user)
    regions = centres.filter(kind=CentreKind.ROPS).order_by().values("voivodeship")
    served = SupportCentre.counties.through.objects.filter(supportcentre__in=centres.order_by()).values("county")
    return County.objects.filter(Q(voivodeship__in=regions) | Q(pk__in=served))


def is_staff_of(user: Anyone, centre_id: int | None) -> bool:
    """Whether the person works for this centre. What belongs to no centre is the administrator's alone."""
    if centre_id is None:
        return isinstance(user, User) and user.is_active and user.role == Role.ADMINISTRATOR
    return visible_centres(user).filter(pk=centre_id).exists()


def acts_for_region(user: Anyone) -> bool:
    """The administrator, and a coordinator or editor assigned to a ROPS."""
    if not isinstance(user, User) or not user.is_active:
        return False
    if user.role == Role.ADMINISTRATOR:
        return True
    return user.role in REGIONAL_ROLES and Assignment.objects.filter(user=user, centre__kind=CentreKind.ROPS).exists()


def may(user: Anyone, permission: CentrePermission, centre: SupportCentre | int | None) -> bool:
    """Whether the person's role allows the act, and their assignment allows it in this centre.

    An animator reads the personal data of participants of *their own* events only: the app of events narrows that.
    """
    if not isinstance(user, User) or user.role not in MAY[permission]:
        return False
    return is_staff_of(user, centre.pk if isinstance(centre, SupportCentre) else centre)


def row_for(user: Anyone, rows: QuerySet[Row], pk: int, permission: CentrePermission) -> Row:
    """One of the rows of centres that the person may see, for somebody who may do this with it.

    A stranger gets 404, a colleague without the right 403.
    """
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    if not may(user, permission, getattr(found, "centre_id")):  # noqa: B009 (each of these models has one)
        raise PermissionDenied
    return found
