"""Figures as sheets: the tables, and the evidence, one row for each counted person and each counted entity.

Rows are read as they are written out; a long table never stands in memory.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Case, F, Min, QuerySet, When, Window
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common.spreadsheets.writer import Row
from common.text.countries import country_name
from entities.directory.models import EntityGroup
from entities.territory.naming import county_label
from events.attendance.hours import hours_of
from events.attendance.models import Attendance, Session
from events.figures.counting import Figures, attendance_of, newcomers
from events.figures.scopes import Scope
from events.figures.tables import summary_of, tables_of
from events.registration.models import ParticipantRole
from events.schedule.rows import in_hours

CHUNK = 2000
PERSON, ENTITY = "participant__person", "participant__entity"


def figure_rows(figures: Figures, said: str, *, one_event: bool = False) -> Iterator[Row]:
    """The tables of the page one under another, as the page shows them."""
    yield [_("What"), _("How many"), "", ""]
    if said:
        yield [said, "", "", ""]
    for name, n in summary_of(figures, one_event=one_event):
        yield [name, n, "", ""]
    for table in tables_of(figures):
        yield ["", "", "", ""]
        yield [f"{table.title}: {table.first.lower()}", *table.columns]
        for line in table.lines:
            yield [line.label, *(str(bar.n) for bar in line.bars)]
        if table.total:
            yield [table.together, *map(str, table.total)]


def _one(path: str, name: str) -> Case:
    """A field of a person or entity, of the record that stays where this one was joined to another."""
    joined = When(**{f"{path}__merged_into__isnull": False, "then": F(f"{path}__merged_into__{name}")})
    return Case(joined, default=F(f"{path}__{name}"))


def _those(scope: Scope, column: str, only: QuerySet[Any, Any] | None) -> QuerySet[Attendance]:
    """All marks of the scope, or those of some people or entities."""
    return attendance_of(scope) if only is None else attendance_of(scope).filter(**{f"{column}__in": only})


def person_rows(scope: Scope, only: QuerySet[Any, Any] | None = None) -> Iterator[Row]:
    """One row for each counted person (of those in `only`), in the order of the Polish alphabet."""
    yield [
        *(_("Surname"), _("First name"), _("Entities"), _("Kinds of entities"), _("Roles"), _("For the first time")),
        *(_("Events"), _("Days"), _("Hours"), _("First day"), _("Last day"), _("At which events")),
    ]
    hours = hours_of(Session.objects.filter(event__in=scope.events()))
    seen: QuerySet[Any] = newcomers(scope)
    new = set(seen.values_list("someone", flat=True))
    roles = {role.value: str(role.label) for role in ParticipantRole}
    for someone, marks in _grouped(_people(_those(scope, "someone", only)), "someone"):
        first = marks[0]
        sessions = {mark["session_id"] for mark in marks}
        yield [
            first["last_name"] or _("(data erased)"),
            first["first_name"],
            _joined(mark["entity_name"] for mark in marks),
            _joined(mark["kind"] for mark in marks),
            _joined(roles[mark["participant__role"]] for mark in marks),
            _("yes") if someone in new else _("no"),
            *_days(marks),
            in_hours(hours.spent(sessions)),
            *_ends(marks),
        ]


def _people(rows: QuerySet[Any]) -> QuerySet[Any, dict[str, Any]]:
    told = rows.annotate(
        # People registered themselves now with, now without their marks: the first of their keys orders them all.
        place=Window(Min("participant__sort_name"), partition_by=[F("someone")]),
        last_name=_one(PERSON, "last_name"),
        first_name=_one(PERSON, "first_name"),
        entity_name=_one(ENTITY, "name"),
        kind=F("participant__entity_kind__name"),
    )
    return told.order_by("place", "someone", "session__day", "pk").values(
        *("someone", "last_name", "first_name", "entity_name", "kind", "participant__role"), *_WHEN
    )


def entity_rows(scope: Scope, only: QuerySet[Any, Any] | None = None) -> Iterator[Row]:
    """One row for each counted entity (of those in `only`)."""
    yield [
        *(_("Entity"), "NIP", "REGON", "KRS", _("Kinds"), _("Groups"), _("County"), _("Country"), _("People")),
        *(_("Events"), _("Days"), _("First day"), _("Last day"), _("At which events")),
    ]
    language = get_language() or "pl"
    groups = {group.value: str(group.label) for group in EntityGroup}
    for _somewhere, marks in _grouped(_entities(_those(scope, "somewhere", only)), "somewhere"):
        first = marks[0]
        county = county_label(first["county_name"], first["is_city"], first["county"]) if first["county_name"] else ""
        yield [
            *(first["name"], first["nip"], first["regon"], first["krs"]),
            _joined(mark["kind"] for mark in marks),
            _joined(groups.get(mark["group_of_entity"], "") for mark in marks),
            county,
            country_name(first["country"], language),
            str(len({mark["someone"] for mark in marks})),
            *_days(marks),
            *_ends(marks),
        ]


def _entities(rows: QuerySet[Any]) -> QuerySet[Any, dict[str, Any]]:
    told = rows.filter(somewhere__isnull=False).annotate(
        place=_one(ENTITY, "sort_name"),
        name=_one(ENTITY, "name"),
        nip=_one(ENTITY, "nip"),
        regon=_one(ENTITY, "regon"),
        krs=_one(ENTITY, "krs"),
        county=_one(ENTITY, "county_id"),
        county_name=_one(ENTITY, "county__name"),
        is_city=_one(ENTITY, "county__is_city"),
        kind=F("participant__entity_kind__name"),
    )
    return told.order_by("place", "somewhere", "session__day", "pk").values(
        *("somewhere", "someone", "name", "nip", "regon", "krs", "county", "county_name", "is_city", "country", "kind"),
        *("group_of_entity", *_WHEN),
    )


_WHEN = ("session_id", "session__day", "participant__event_id", "participant__event__title")


def _grouped(rows: QuerySet[Attendance, dict[str, Any]], name: str) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    for one, marks in groupby(rows.iterator(CHUNK), key=itemgetter(name)):
        yield one, list(marks)


def _joined(words: Iterable[str | None]) -> str:
    return "; ".join(capfirst(word) for word in dict.fromkeys(words) if word)


def _days(marks: list[dict[str, Any]]) -> list[str]:
    """At how many events, on how many days of an event."""
    days = {(mark["participant__event_id"], mark["session__day"]) for mark in marks}
    return [str(len({event for event, _day in days})), str(len(days))]


def _ends(marks: list[dict[str, Any]]) -> list[str]:
    """The first day, the last, and every day with its event."""
    told = dict.fromkeys(f"{mark['session__day']:%Y-%m-%d} {mark['participant__event__title']}" for mark in marks)
    return [_day(marks[0]["session__day"]), _day(marks[-1]["session__day"]), "; ".join(told)]


def _day(day: date) -> str:
    return f"{day:%Y-%m-%d}"
