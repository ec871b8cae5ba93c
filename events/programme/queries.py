"""The programme of an event as its page tells it: days, stops, items, people, lists of points, quotations."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef

from events.catalogue.models import Event, EventQuerySet
from events.programme.models import Appearance, Point, PointList, ProgrammeItem, Quotation, Stop

# What an event may have; asked with the event itself, so that what is not there costs no query of its own.
PARTS = {
    "has_stops": Stop,
    "has_items": ProgrammeItem,
    "has_appearances": Appearance,
    "has_points": PointList,
    "has_quotations": Quotation,
}


@dataclass
class Day:
    """A day: its stops in order, and the items that belong to no stop."""

    day: date
    number: int
    stops: list[Stop] = field(default_factory=list)
    items: list[ProgrammeItem] = field(default_factory=list)

    @property
    def towns(self) -> list[str]:
        """Towns of the day in the order of the stops, each once."""
        return list(dict.fromkeys(stop.town for stop in self.stops if stop.town))


@dataclass
class Programme:
    """All that was planned or happened. Stops, items and lists carry their own parts (`.people`, `.own_items` …)."""

    days: list[Day] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    people: list[Appearance] = field(default_factory=list)
    everyone: list[Appearance] = field(default_factory=list)
    lists: list[PointList] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)

    @property
    def is_journey(self) -> bool:
        """More than one place, or more than one day: told day by day."""
        return len(self.stops) > 1 or len(self.days) > 1


def with_parts(events: EventQuerySet) -> EventQuerySet:
    """Events that know which parts of a programme they have (the keys of PARTS)."""
    flags = {name: Exists(model.objects.filter(event=OuterRef("pk"))) for name, model in PARTS.items()}
    return events.annotate(**flags)


def programme_of(event: Event) -> Programme:
    """The programme in at most five queries; an event of `with_parts()` asks only for what it has."""
    stops = list(event.stops.select_related("host")) if _has(event, "has_stops") else []
    items = list(event.items.all()) if _has(event, "has_items") else []
    people = list(event.appearances.select_related("entity", "photo")) if _has(event, "has_appearances") else []
    lists = _lists(event) if _has(event, "has_points") else []
    quotations = list(event.quotations.select_related("appearance")) if _has(event, "has_quotations") else []
    places, points_of_programme = {stop.pk: stop for stop in stops}, {item.pk: item for item in items}
    for place in stops:
        place.own_items, place.people, place.lists = [], [], []
    for item in items:
        item.people = []
    rest = []
    for person in people:
        owner = points_of_programme.get(person.item_id) or places.get(person.stop_id)
        (owner.people if owner else rest).append(person)
    loose = []
    for points in lists:
        place = places.get(points.stop_id)
        (place.lists if place else loose).append(points)
    return Programme(
        days=_days(stops, items, places),
        stops=stops,
        people=rest,
        everyone=people,
        lists=loose,
        quotations=quotations,
    )


def _has(event: Event, flag: str) -> bool:
    return getattr(event, flag, True)


def _days(stops: list[Stop], items: list[ProgrammeItem], places: dict[int, Stop]) -> list[Day]:
    """Days in order; an item of a stop stands under it, the others under their day."""
    found: dict[date, Day] = {}
    for when in sorted({thing.day for thing in (*stops, *items)}):
        found[when] = Day(when, number=len(found) + 1)
    for stop in stops:
        found[stop.day].stops.append(stop)
    journey = len(stops) > 1 or len(found) > 1
    for item in items:
        place = places.get(item.stop_id) if journey else None
        (place.own_items if place else found[item.day].items).append(item)
    return list(found.values())


def _lists(event: Event) -> list[PointList]:
    """Lists with their points (`.texts`), in one query; a list without points is not shown."""
    points = Point.objects.filter(list__event=event).select_related("list")
    texts: dict[PointList, list[str]] = defaultdict(list)
    for point in points.order_by("list__position", "list_id", "position", "id"):
        texts[point.list].append(point.text)
    for row, own in texts.items():
        row.texts = own
    return list(texts)
