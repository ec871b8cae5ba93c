"""The one place that counts people and entities. Each person and each entity counts once; merged ones as one.

Who counts: a participant marked present at one session at least, in a role that the event counts
(`Event.counted_roles`). Two participations of one `Person` are one person; a person or entity merged into another is
that other. The entity's group and kind are those recorded with the participation.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from common.prepared import Prepared
from entities.directory.models import EntityGroup
from events.attendance.models import Attendance
from events.catalogue.models import Event
from events.catalogue.states import EventState
from events.figures.models import FigureSnapshot
from events.registration.models import Participant
from partnerships.agreements.models import PartnershipMember


@dataclass(frozen=True)
class GroupFigure:
    """People of one group of entities, and how many entities they came from."""

    people: int = 0
    entities: int = 0


@dataclass(frozen=True)
class Figures:
    """What was counted. `listed` says that there was a list at all: nobody present is not the same as not counted."""

    listed: bool = False
    people: int = 0
    entities: int = 0
    groups: dict[str, GroupFigure] = field(default_factory=dict)
    # Social economy and business together: somebody who came for both counts once.
    economy: GroupFigure = GroupFigure()
    with_entity: int = 0
    countries: list[str] = field(default_factory=list)
    members_present: int = 0
    members_total: int = 0
    registered: int = 0
    headcount: int | None = None
    headcount_source: str = ""

    def as_json(self) -> dict[str, Any]:
        """For freezing in an article."""
        return asdict(self)


@dataclass(frozen=True)
class Presence:
    """One row of the count: who, from where."""

    person: int
    entity: int | None
    group: str
    country: str


def present(participants: QuerySet[Participant]) -> Iterable[Presence]:
    """Rows of people present among `participants`, in a role their event counts. One query."""
    marked = Attendance.objects.filter(participant__in=participants)
    rows = marked.annotate(
        someone=Coalesce("participant__person__merged_into_id", "participant__person_id"),
        somewhere=Coalesce("participant__entity__merged_into_id", "participant__entity_id"),
    ).values_list(
        "someone",
        "somewhere",
        "participant__entity_kind__group",
        "participant__entity__country",
        "participant__role",
        "participant__event__counted_roles",
    )
    for person, entity, group, country, role, counted in rows.distinct():
        if role in counted:
            yield Presence(person, entity, group or "", country or "PL")


def count(rows: Iterable[Presence]) -> Figures:
    """People, entities, by group, people with an entity, countries: each person and entity once.

    Somebody who came for entities of two groups counts once among the people, and once in each group.
    """
    rows = list(rows)
    sent = [row for row in rows if row.entity is not None]
    return Figures(
        listed=bool(rows),
        people=len({row.person for row in rows}),
        entities=len({row.entity for row in sent}),
        groups={group: _group(sent, {group}) for group in sorted({row.group for row in sent})},
        economy=_group(sent, {EntityGroup.SOCIAL_ECONOMY.value, EntityGroup.BUSINESS.value}),
        with_entity=len({row.person for row in sent}),
        countries=sorted({row.country for row in rows}),
    )


def _group(rows: list[Presence], groups: set[str]) -> GroupFigure:
    mine = [row for row in rows if row.group in groups]
    return GroupFigure(people=len({row.person for row in mine}), entities=len({row.entity for row in mine}))


def event_figures(event: Event) -> Figures:
    """Figures of one event."""
    participants = Participant.objects.filter(event=event)
    members = _members_present(event)
    expected = participants.filter(role__in=event.counted_roles).exclude(state__in=["cancelled", "refused"])
    return replace(
        count(present(participants)),
        members_present=members[0],
        members_total=members[1],
        registered=expected.count(),
        headcount=event.headcount,
        headcount_source=event.headcount_source,
    )


def _members_present(event: Event) -> tuple[int, int]:
    """How many of the partnership's members on that day were represented, of how many."""
    if event.partnership_id is None:
        return 0, 0
    members = set(
        PartnershipMember.objects.filter(partnership_id=event.partnership_id)
        .filter(Q(joined_on__isnull=True) | Q(joined_on__lte=event.ends_on))
        .filter(Q(left_on__isnull=True) | Q(left_on__gte=event.starts_on))
        .values_list("entity_id", flat=True)
    )
    came = Attendance.objects.filter(participant__event=event, participant__entity__in=members)
    return came.values("participant__entity_id").distinct().count(), len(members)


# --- the region -------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class RegionFigures:
    """The sentence on the home page: meetings of this year with a list, people, social-economy entities, counties."""

    since: date
    events: int
    people: int
    entities: int
    counties: int
    as_of: datetime


def region_scope(year: int) -> str:
    return f"region:{year}"


def count_region(year: int) -> dict[str, int]:
    """Count the region's year anew: events with a list, people, social-economy entities, counties; each once."""
    held = Event.objects.filter(
        starts_on__year=year, state__in=[EventState.PUBLISHED, EventState.COMPLETED], published_at__isnull=False
    )
    figures = count(present(Participant.objects.filter(event__in=held)))
    marked = Attendance.objects.filter(participant__event__in=held)
    counties = marked.filter(participant__entity__county__isnull=False).values("participant__entity__county")
    return {
        "events": marked.values("participant__event").distinct().count(),
        "people": figures.people,
        "entities": figures.groups.get(EntityGroup.SOCIAL_ECONOMY, GroupFigure()).entities,
        "counties": counties.distinct().count(),
    }


_KEPT = Prepared(lambda *scopes: FigureSnapshot.objects.filter(scope__in=scopes))


def region_figures(today: date) -> RegionFigures | None:
    """The region's figures of this year, or of the last one that has any; None where nothing was ever counted."""
    scopes = [region_scope(today.year - back) for back in range(10)]
    kept = {row.scope: row for row in _KEPT(*scopes)}
    for back, scope in enumerate(scopes):
        row = kept.get(scope)
        if row is not None and row.figures.get("people"):
            return RegionFigures(since=date(today.year - back, 1, 1), as_of=row.counted_at, **row.figures)
    return None
