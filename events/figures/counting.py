"""The one place that counts people and entities; everything that shows a number of them asks here.

The rule, told in docs/COUNTING.md too:

- **Who counts**: a participant marked present at one session at least, in a role that the event counts
  (`Event.counted_roles`), at an event that was not cancelled.
- **Once**: two participations of one `Person` are one person; a person or entity merged into another is that other.
- **Groups and kinds** are those recorded with the participation; an entity's county and country are today's. Who came
  for two entities counts once in the total and once in the line of each.
- **First time here**: no presence at an event of this centre (or region) that began on an earlier day.
- **Did not come**: had a place in a counted role at an event that is over and has a list, and was marked nowhere there.

The database aggregates; nothing is held in memory but the lines of the answer.
"""

from dataclasses import asdict, dataclass, field, fields
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Sum, TextField, Value
from django.db.models.functions import Cast, Coalesce, TruncMonth
from django.utils import timezone

from entities.directory.models import EntityGroup
from events.attendance.hours import hours_of
from events.attendance.models import Attendance, Session
from events.attendance.presences import in_counted_role, presences, told
from events.catalogue.models import Event
from events.catalogue.states import EventState
from events.figures.scopes import Scope
from events.registration.models import Participant, Person
from events.registration.states import ParticipantState

ECONOMY = (EntityGroup.SOCIAL_ECONOMY.value, EntityGroup.BUSINESS.value)
NAMED = 5000  # events that a query names one by one
FEW = 2000  # people whose earlier days are asked for by their numbers


@dataclass(frozen=True)
class GroupFigure:
    """People of one line, and how many entities they came from."""

    people: int = 0
    entities: int = 0


@dataclass(frozen=True)
class MonthFigure:
    """A month: events with a list, people, entities."""

    events: int = 0
    people: int = 0
    entities: int = 0


Lines = dict[str, GroupFigure]


@dataclass(frozen=True)
class Figures:
    """What was counted. `listed` says that there was a list at all: nobody present is not the same as not counted."""

    listed: bool = False
    people: int = 0
    entities: int = 0
    groups: Lines = field(default_factory=dict)
    # Social economy and business together: somebody who came for both counts once.
    economy: GroupFigure = GroupFigure()
    with_entity: int = 0
    countries: list[str] = field(default_factory=list)
    members_present: int = 0
    members_total: int = 0
    registered: int = 0
    headcount: int | None = None
    headcount_source: str = ""
    kinds: Lines = field(default_factory=dict)
    counties: Lines = field(default_factory=dict)
    by_country: Lines = field(default_factory=dict)
    roles: Lines = field(default_factory=dict)
    months: dict[str, MonthFigure] = field(default_factory=dict)
    first_time: int = 0
    no_shows: int = 0
    minutes: int = 0
    # Events that took place, those of them with a list, and by kind; people counted by hand where there was no list.
    events: int = 0
    listed_events: int = 0
    event_kinds: dict[str, int] = field(default_factory=dict)
    partnerships: int = 0
    by_hand: int = 0

    @property
    def hours(self) -> float:
        """Hours spent by all people together."""
        return round(self.minutes / 60, 1)

    @property
    def pes(self) -> int:
        """Social-economy entities."""
        return self.groups.get(EntityGroup.SOCIAL_ECONOMY.value, GroupFigure()).entities

    def as_json(self) -> dict[str, Any]:
        """For freezing in an article, and for keeping ready."""
        return asdict(self)

    @classmethod
    def of_json(cls, kept: dict[str, Any]) -> "Figures":
        """Figures that `as_json()` wrote, perhaps an older form of them."""
        known = {one.name: kept[one.name] for one in fields(cls) if one.name in kept}
        for name in ("groups", "kinds", "counties", "by_country", "roles"):
            if name in known:
                known[name] = {key: GroupFigure(**line) for key, line in known[name].items()}
        if "economy" in known:
            known["economy"] = GroupFigure(**known["economy"])
        if "months" in known:
            known["months"] = {key: MonthFigure(**line) for key, line in known["months"].items()}
        return cls(**known)


def attendance_of(scope: Scope) -> QuerySet[Attendance]:
    """The rows of the count of a scope.

    Up to some thousand events are named one by one, with the roles that they count: PostgreSQL would otherwise join
    everything there is first and take out the rest last.
    """
    named = list(scope.events().values_list("pk", "counted_roles")[: NAMED + 1])
    if len(named) > NAMED:
        return presences(scope.events())
    alike: dict[tuple[str, ...], list[int]] = {}
    for pk, roles in named:
        alike.setdefault(tuple(sorted(roles)), []).append(pk)
    counted = Q(pk__in=[])
    for roles, events in alike.items():
        counted |= Q(participant__event__in=events, participant__role__in=roles)
    return told(Attendance.objects.filter(counted))


def represented(scope: Scope, entities: set[int]) -> int:
    """How many of these entities sent somebody who counts."""
    return attendance_of(scope).filter(somewhere__in=entities).values("somewhere").distinct().count()


def count(scope: Scope) -> Figures:
    """Count a scope: the same step for an event, a project, a period, a centre and the region."""
    events = scope.events()
    rows = attendance_of(scope)
    sent = rows.filter(somewhere__isnull=False)
    total = rows.aggregate(
        marks=Count("pk"),
        people=Count("someone", distinct=True),
        entities=Count("somewhere", distinct=True),
        with_entity=Count("someone", distinct=True, filter=Q(somewhere__isnull=False)),
        economy_people=Count("someone", distinct=True, filter=Q(somewhere__isnull=False, group_of_entity__in=ECONOMY)),
        economy_entities=Count("somewhere", distinct=True, filter=Q(group_of_entity__in=ECONOMY)),
        listed_events=Count("participant__event", distinct=True),
    )
    by_country = _lines(rows, "country", default="PL")
    return Figures(
        listed=total["marks"] > 0,
        people=total["people"],
        entities=total["entities"],
        groups=_lines(sent, "group_of_entity"),
        economy=GroupFigure(total["economy_people"], total["economy_entities"]),
        with_entity=total["with_entity"],
        countries=sorted(by_country),
        kinds=_lines(sent, "kind_of_entity"),
        counties=_lines(sent, "county"),
        by_country=by_country,
        roles=_lines(rows, "participant__role"),
        months=_months(rows),
        first_time=_first_time(scope, rows, total["people"]),
        minutes=_minutes(events, rows),
        listed_events=total["listed_events"],
        **_of_events(events),
        **_expected(events),
    )


def _lines(rows: QuerySet[Attendance], name: str, default: str = "") -> Lines:
    """People and entities by one property, each once in its line."""
    # Nothing known and the default are one line for the database too, or people would count twice in it.
    found = (
        rows.annotate(line=Coalesce(F(name), Value(default), output_field=TextField()))
        .values("line")
        .annotate(people=Count("someone", distinct=True), entities=Count("somewhere", distinct=True))
    )
    return {row["line"]: GroupFigure(row["people"], row["entities"]) for row in found.order_by("line")}


def _months(rows: QuerySet[Attendance]) -> dict[str, MonthFigure]:
    months = rows.annotate(month=TruncMonth("participant__event__starts_on")).values("month")
    found = months.annotate(
        events=Count("participant__event", distinct=True),
        people=Count("someone", distinct=True),
        entities=Count("somewhere", distinct=True),
    )
    return {
        f"{row['month']:%Y-%m}": MonthFigure(row["events"], row["people"], row["entities"])
        for row in found.order_by("month")
    }


# --- first time here ----------------------------------------------------------------------------------------------
def newcomers(scope: Scope, people: list[int] | None = None) -> QuerySet[Attendance, dict[str, Any]]:
    """Of those present in the scope, whom no event around saw on an earlier day: rows with `someone`."""
    inside = scope.events()
    around = Event.objects.filter(Q(pk__in=scope.around().values("pk")) | Q(pk__in=inside.values("pk"))).order_by()
    rows = presences(around)
    if people is not None:
        same = Person.objects.filter(Q(pk__in=people) | Q(merged_into__in=people))
        rows = rows.filter(participant__person__in=list(same.values_list("pk", flat=True)))
    day = "participant__event__starts_on"
    here = Min(day, filter=Q(participant__event__in=inside.values("pk")))
    return rows.values("someone").annotate(first=Min(day), here=here).filter(first=F("here"))


def _first_time(scope: Scope, rows: QuerySet[Attendance], people: int) -> int:
    if not people:
        return 0
    few = list(rows.values_list("someone", flat=True).distinct()) if people <= FEW else None
    return newcomers(scope, few).count()


# --- events, places, hours ----------------------------------------------------------------------------------------
def _of_events(events: QuerySet[Event]) -> dict[str, Any]:
    """How many took place, of which kinds, of how many partnerships; people counted by hand where no list was kept."""
    kinds = dict(events.values_list("kind").annotate(n=Count("pk")).order_by("kind"))
    unlisted = events.filter(~Exists(Attendance.objects.filter(session__event=OuterRef("pk"))))
    return {
        "events": sum(kinds.values()),
        "event_kinds": kinds,
        "partnerships": events.aggregate(n=Count("partnership", distinct=True))["n"],
        "by_hand": unlisted.aggregate(n=Sum("headcount"))["n"] or 0,
    }


def _expected(events: QuerySet[Event]) -> dict[str, int]:
    """People who had a place, once for each event; and those of them who did not come where a list was kept."""
    people = (
        Participant.objects.filter(event__in=events)
        .order_by()
        .annotate(
            someone=Coalesce("person__merged_into_id", "person_id"), roles=Cast("event__counted_roles", TextField())
        )
        .filter(in_counted_role("role", "roles"))
    )
    confirmed = Q(state=ParticipantState.CONFIRMED)
    # Who had a place and no mark, in one pass: each person at each event is one group of the rows.
    over = people.filter(
        Q(event__state=EventState.COMPLETED) | Q(event__ends_on__lt=timezone.localdate()),
        Exists(Attendance.objects.filter(session__event=OuterRef("event"))),
    )
    each = over.values("event_id", "someone").annotate(places=Count("pk", filter=confirmed), marks=Count("attendances"))
    return {
        "registered": _pairs(people.filter(confirmed)),
        "no_shows": each.filter(places__gt=0, marks=0).count(),
    }


def _pairs(people: QuerySet[Participant]) -> int:
    """How many people, each once for each event.

    GROUP BY and not DISTINCT: PostgreSQL 15 gathers the DISTINCT of several workers in a time that grows with the
    square (250,000 pairs: minutes, and a second this way).
    """
    return people.values("event_id", "someone").annotate(times=Count("pk")).count()


def _minutes(events: QuerySet[Event], rows: QuerySet[Attendance]) -> int:
    """Minutes spent by all people together; somebody marked twice at a session spent it once."""
    hours = hours_of(Session.objects.filter(event__in=events))
    return sum(minutes for _event, minutes in hours.of_people(rows))
