"""The one place that counts people and entities. Each person and each entity counts once; merged ones as one.

Who counts: a participant marked present at one session at least, in a role that the event counts
(`Event.counted_roles`). Two participations of one `Person` are one person; a person or entity merged into another is
that other. The entity's group and kind are those recorded with the participation.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from entities.directory.models import EntityGroup
from events.attendance.models import Attendance
from events.catalogue.models import Event, EventState
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


def count(rows: Iterable[Presence]) -> tuple[int, int, dict[str, GroupFigure], int, list[str]]:
    """People, entities, by group, people with an entity, countries: each person and entity once.

    Somebody who came for entities of two groups counts once among the people, and once in each group.
    """
    people: set[int] = set()
    entities: set[int] = set()
    represented: set[int] = set()
    countries: set[str] = set()
    group_people: dict[str, set[int]] = {}
    group_entities: dict[str, set[int]] = {}
    for row in rows:
        people.add(row.person)
        countries.add(row.country)
        if row.entity is not None:
            entities.add(row.entity)
            represented.add(row.person)
            group_people.setdefault(row.group, set()).add(row.person)
            group_entities.setdefault(row.group, set()).add(row.entity)
    groups = {
        group: GroupFigure(len(who), len(group_entities[group])) for group, who in sorted(group_people.items())
    }
    return len(people), len(entities), groups, len(represented), sorted(countries)


def event_figures(event: Event) -> Figures:
    """Figures of one event."""
    participants = Participant.objects.filter(event=event)
    people, entities, groups, with_entity, countries = count(present(participants))
    members = _members_present(event)
    return Figures(
        listed=people > 0,
        people=people,
        entities=entities,
        groups=groups,
        with_entity=with_entity,
        countries=countries,
        members_present=members[0],
        members_total=members[1],
        registered=participants.filter(role__in=event.counted_roles).exclude(state__in=["cancelled", "refused"]).count(),
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
    """Count the region's year anew: events with a list, people, social-economy entities and their counties, once each."""
    held = Event.objects.filter(
        starts_on__year=year, state__in=[EventState.PUBLISHED, EventState.COMPLETED], published_at__isnull=False
    )
    rows = list(present(Participant.objects.filter(event__in=held)))
    pes = {row.entity for row in rows if row.entity and row.group == EntityGroup.SOCIAL_ECONOMY}
    counties = (
        Attendance.objects.filter(participant__event__in=held, participant__entity__county__isnull=False)
        .values("participant__entity__county")
        .distinct()
        .count()
    )
    return {
        "events": Attendance.objects.filter(participant__event__in=held)
        .values("participant__event")
        .distinct()
        .count(),
        "people": len({row.person for row in rows}),
        "entities": len(pes),
        "counties": counties,
    }


def region_figures(today: date) -> RegionFigures | None:
    """The region's figures of this year, or of the last one that has any; None where nothing was ever counted."""
    scopes = [region_scope(today.year - back) for back in range(10)]
    kept = {row.scope: row for row in FigureSnapshot.objects.filter(scope__in=scopes, counted_at__isnull=False)}
    for back, scope in enumerate(scopes):
        row = kept.get(scope)
        if row is not None and row.figures.get("people"):
            return RegionFigures(since=date(today.year - back, 1, 1), as_of=row.counted_at, **row.figures)
    return None
