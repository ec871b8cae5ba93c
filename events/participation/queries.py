"""Who took part in a project, each person once, and what is still missing of them."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from common.db.fields import token_digest
from entities.territory.models import County
from events.attendance.presences import held, presences
from events.participation.columns import ExportedPerson, cells, chosen
from events.participation.fields import ABROAD
from events.participation.models import Participation, ParticipationTerms
from events.participation.states import DataState
from events.registration.models import Participant, Person
from partnerships.projects.models import FundingProject

DAY = "participant__event__starts_on"
ROOT = Coalesce("person__merged_into_id", "person_id")
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person is written to, in which language, and the event by which we know."""

    email: str
    language: str
    event_id: int


@dataclass(frozen=True, slots=True)
class ParticipationRow:
    """A person of the project in the list: whether the data is complete, how they may be asked."""

    person: Person
    row: Participation | None
    first: date
    events: int
    address: Address | None

    @property
    def is_complete(self) -> bool:
        return self.row is not None and self.row.state == DataState.COMPLETE

    @property
    def is_erased(self) -> bool:
        """The person asked to be forgotten, or the term has passed."""
        return self.row is not None and self.row.erased_at is not None

    @property
    def asked_today(self) -> bool:
        return self.row is not None and self.row.asked_on == timezone.localdate()

    @property
    def may_be_asked(self) -> bool:
        return not (self.is_complete or self.is_erased or self.asked_today) and self.address is not None


def terms_of(project: FundingProject) -> ParticipationTerms | None:
    """What the project asks; None where it never asked anything."""
    return ParticipationTerms.objects.filter(project=project).first()


def attended(project: FundingProject) -> QuerySet[Any]:
    """Marks at the project's events that count, as in the figures."""
    return presences(held().filter(project=project))


def complete_people(project_id: int) -> QuerySet[Any]:
    """Numbers of the persons whose data for the project is complete: of who stays, where several were merged."""
    rows = Participation.objects.filter(project=project_id, state=DataState.COMPLETE).annotate(root=ROOT)
    return rows.order_by().values("root")


def people_of(project: FundingProject) -> QuerySet[Any]:
    """Everybody of the project once, with `sorted_by` (surname first) and `has_all` (data complete)."""
    mine = Participant.objects.filter(person=OuterRef("pk")).order_by("sort_name")
    # Asked once for all of them, not for each: a large project has thousands.
    complete = ExpressionWrapper(Q(pk__in=complete_people(project.pk)), output_field=BooleanField())
    return Person.objects.filter(pk__in=attended(project).values("someone")).annotate(
        sorted_by=Coalesce(Subquery(mine.values("sort_name")[:1]), F("folded_name")),
        has_all=complete,
    )


def counts_of(project: FundingProject) -> tuple[int, int]:
    """How many people the project has, and of how many the data is complete."""
    found = people_of(project).aggregate(all=Count("pk"), complete=Count("pk", filter=Q(has_all=True)))
    return found["all"], found["complete"]


def rows_of(project: FundingProject, people: Collection[int]) -> dict[int, Participation]:
    """The row that stands for each person: the complete one before others, where merged persons have several."""
    found: dict[int, Participation] = {}
    rows = Participation.objects.filter(project=project).annotate(root=ROOT).filter(root__in=people)
    for row in sorted(rows, key=lambda one: (one.state == DataState.COMPLETE, bool(one.answers), -one.pk)):
        found[row.root] = row
    return found


def addresses_of(project: FundingProject, people: Collection[int]) -> dict[int, Address]:
    """The latest own address of each person; nobody else's: the form is theirs alone."""
    rows = Participant.objects.filter(event__project=project, erased_at__isnull=True).annotate(root=ROOT)
    told = rows.filter(root__in=people).order_by("event__starts_on", "pk")
    found: dict[int, Address] = {}
    for root, own, known, language, event in told.values_list(
        "root", "email", "person__email", "registration__language", "event_id"
    ):
        if own or known:
            found[root] = Address(own or known, language, event)
    return found


def lines_of(project: FundingProject, people: Sequence[Person]) -> list[ParticipationRow]:
    """The list's lines for these persons, in their order. Three queries, however many."""
    ids = [person.pk for person in people]
    met = attended(project).filter(someone__in=ids).values("someone")
    days = {row["someone"]: row for row in met.annotate(first=Min(DAY), n=Count("participant__event", distinct=True))}
    rows, addresses = rows_of(project, ids), addresses_of(project, ids)
    return [
        ParticipationRow(
            person,
            rows.get(person.pk),
            days[person.pk]["first"],
            days[person.pk]["n"],
            addresses.get(person.pk) if person.erased_at is None else None,
        )
        for person in people
        if person.pk in days
    ]


def to_ask(project: FundingProject, only: int | None = None) -> list[ParticipationRow]:
    """Who lacks data, has an address and was not written to today."""
    people = people_of(project).filter(has_all=False, erased_at__isnull=True)
    if only is not None:
        people = people.filter(pk=only)
    lines = lines_of(project, list(people.order_by("sorted_by", "pk")))
    return [line for line in lines if line.may_be_asked]


def by_token(token: str) -> Participation | None:
    """The row of a personal link, with its project, terms and person; None for one never given or replaced."""
    rows = Participation.objects.filter(token_hash=token_digest(token), erased_at__isnull=True)
    return rows.select_related("project__participation_terms", "project__centre", "person").first()


def answers_of(row: Participation | None) -> dict[str, str]:
    """What was answered."""
    return dict(json.loads(row.answers)) if row is not None and row.answers else {}


def county_choices() -> list[tuple[str, str]]:
    """Every county."""
    return [(row.code, row.label) for row in County.objects.order_by("sort_name", "code")]


# --- the export -----------------------------------------------------------------------------------------------------
def export_rows(project: FundingProject, terms: ParticipationTerms, abroad: str) -> Iterator[list[str]]:
    """The head and one row for each person, in Polish order of surnames; a long table never stands in memory."""
    columns = chosen(terms)
    keys = [key for key, _heading in columns]
    yield [heading for _key, heading in columns]
    counties = dict(county_choices()) | {ABROAD: abroad}
    ids = list(people_of(project).order_by("sorted_by", "pk").values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        for told in _told(project, ids[start : start + CHUNK]):
            yield cells(told, keys, counties)


def _told(project: FundingProject, ids: Sequence[int]) -> Iterator[ExportedPerson]:
    people = Person.objects.in_bulk(ids)
    rows, addresses = rows_of(project, ids), addresses_of(project, ids)
    met = attended(project).filter(someone__in=ids)
    entities: dict[int, dict[str, None]] = {}
    for someone, name in met.values_list("someone", "participant__entity__name").distinct().order_by(DAY):
        entities.setdefault(someone, {})[name or ""] = None
    days = met.values("someone").annotate(
        first=Min(DAY), last=Max("session__day"), n=Count("participant__event", distinct=True)
    )
    by_person = {row["someone"]: row for row in days}
    for pk in ids:
        person, row, day = people[pk], rows.get(pk), by_person.get(pk)
        if day is None:
            continue
        yield ExportedPerson(
            last_name=person.last_name,
            first_name=person.first_name,
            email=addresses[pk].email if pk in addresses else "",
            entities="; ".join(filter(None, entities.get(pk, {}))),
            first=day["first"],
            last=day["last"],
            events=day["n"],
            state=DataState(row.state) if row else DataState.MISSING,
            source=row.source if row else "",
            completed_on=timezone.localdate(row.completed_at) if row and row.completed_at else None,
            answers=answers_of(row),
        )
