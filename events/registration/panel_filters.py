"""Filters of the registrations of an event. Words to look for are names: they stand encrypted in the address."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import django_filters
from cryptography.fernet import InvalidToken
from django.db.models import F, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from common.db.fields import decrypted, encrypted
from common.text.folding import fold, sort_key
from common.web.filters import PanelFilters, typed_words
from events.catalogue.models import Event
from events.registration.event_answers import EventAnswers
from events.registration.models import Participant, QuestionKind, RegistrationSource
from events.registration.queries import ACTIVE, doubles_among, participants_of
from events.registration.questions import wording
from events.registration.states import ParticipantState

# Of an entity only what a list shows: its texts are long.
LONG = ("lead", "lead_en", "description", "brand", "activities")
FEWEST_DIGITS = 3  # of a phone number
YES = [("tak", _("yes"))]
NOBODY = "brak"
ORDERS: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "": (_("surname"), ("sort_name", "id")),
    "kolejnosc": (_("order of arrival"), ("queue_number",)),
    "podmiot": (_("entity"), (F("entity__sort_name").asc(nulls_last=True), "sort_name", "id")),
    "rodzaj": (_("kind of entity"), (F("entity_kind__position").asc(nulls_last=True), "sort_name", "id")),
    "powiat": (_("county"), (F("entity__county__sort_name").asc(nulls_last=True), "sort_name", "id")),
    "stan": (_("state"), ("state", "queue_number")),
}


class RegistrationFilters(PanelFilters):
    """State, words, and what a decision or a phone call asks for. `wg` is the order, which filters nothing."""

    stan = django_filters.ChoiceFilter(field_name="state", choices=ParticipantState.choices)
    wg = django_filters.ChoiceFilter(
        method="keep_all",
        label=_("Sorted by"),
        empty_label=_("surname"),
        choices=[(code, label) for code, (label, _columns) in ORDERS.items() if code],
    )
    podmiot = django_filters.ChoiceFilter(method="of_entity", label=_("Entity"))
    rodzaj = django_filters.ChoiceFilter(field_name="entity_kind", label=_("Kind"))
    powiat = django_filters.ChoiceFilter(field_name="entity__county", label=_("County"))
    odpowiedz = django_filters.ChoiceFilter(method="who_answered", label=_("Answer"))
    otwarte = django_filters.ChoiceFilter(method="who_left_open", label=_("A required answer is missing"), choices=YES)
    potrzeby = django_filters.ChoiceFilter(method="with_needs", label=_("Special needs stated"), choices=YES)
    zrodlo = django_filters.ChoiceFilter(
        field_name="registration__source",
        label=_("Source"),
        choices=lambda: [(code, capfirst(str(label))) for code, label in RegistrationSource.choices],
    )
    dublet = django_filters.ChoiceFilter(method="possible_doubles", label=_("Perhaps registered twice"), choices=YES)

    def __init__(self, data: Mapping[str, str], event: Event) -> None:
        everybody = participants_of(event).select_related("entity__county", "entity_kind", "person")
        self.everybody = list(everybody.defer("needs", *(f"entity__{name}" for name in LONG)))
        self.answers = EventAnswers(event)
        self.doubles = {one.pk: group for group in doubles_among(self.everybody) for one in group}
        given = {name: data.get(name, "") for name in self.base_filters}
        given["q"] = typed_words(data["q"]) if "q" in data else opened_words(data.get("szukane", ""))
        super().__init__(given, Participant.objects.filter(event=event), **_choices(self.everybody, self.answers))

    @cached_property
    def people(self) -> list[Participant]:
        """Who is asked for, in the order that is asked for; with entity, kind, county, person and registration."""
        known = {one.pk: one for one in self.everybody}
        order = ORDERS[self.asked().get("wg", "")][1]
        found = self.qs.order_by(*order).values_list("pk", flat=True)
        return [known[pk] for pk in found if pk in known]

    @property
    def chosen(self) -> int:
        """How many of the folded filters are on; the order is none."""
        return len(self.asked().keys() - {"q", "stan", "wg"})

    def query(self, cursor: str = "", **changed: str) -> str:
        """The address's query; a name that is looked for stands in it so that nobody on the way reads it."""
        asked = {**self.asked(), **changed}
        pairs = [(name, asked[name]) for name in self.filters if name != "q" and asked.get(name)]
        if words := asked.get("q"):
            pairs.append(("szukane", encrypted(words)))
        return f"?{urlencode(pairs)}" if pairs else "?"

    def state_links(self) -> list[tuple[str, str, str, bool]]:
        """(state, address, word, chosen) of each state, the other filters kept."""
        now = self.asked().get("stan", "")
        return [(code, self.query(stan=code), str(label), code == now) for code, label in ParticipantState.choices]

    def hidden(self) -> list[tuple[str, str]]:
        """What the form of filters keeps as it is."""
        kept = [("szukane", encrypted(self.words))] if self.words else []
        return [*super().hidden(), *kept]

    def by_words(self, rows: QuerySet[Participant], name: str, words: str) -> QuerySet[Participant]:
        """Each word in the name, the entity, an e-mail address or the phone, without case and marks."""
        wanted, digits = fold(words).split(), "".join(sign for sign in words if sign.isdigit())
        is_number = len(digits) >= FEWEST_DIGITS and not any(sign.isalpha() for sign in words)
        found = [
            one.pk
            for one in self.everybody
            if all(word in _told(one) for word in wanted) or (is_number and digits in one.registration.phone)
        ]
        return rows.filter(pk__in=found)

    def keep_all(self, rows: QuerySet[Participant], name: str, value: str) -> QuerySet[Participant]:
        """The order leaves everybody."""
        return rows

    def of_entity(self, rows: QuerySet[Participant], name: str, value: str) -> QuerySet[Participant]:
        """Who comes for that entity, or privately."""
        return rows.filter(entity__isnull=True) if value == NOBODY else rows.filter(entity=int(value))

    def who_answered(self, rows: QuerySet[Participant], name: str, value: str) -> QuerySet[Participant]:
        """Who gave that answer; after the colon nothing: who gave none."""
        number, _colon, words = value.partition(":")
        [question] = [one for one in self.answers.questions if str(one.pk) == number]
        found = [one.pk for one in self.everybody if words in (self.answers.words(question, one) or [""])]
        return rows.filter(pk__in=found)

    def who_left_open(self, rows: QuerySet[Participant], name: str, value: str) -> QuerySet[Participant]:
        """Who comes, waits or may come, and lacks a required answer."""
        found = [one.pk for one in self.everybody if one.state in ACTIVE and self.answers.open_questions(one)]
        return rows.filter(pk__in=found)

    def with_needs(self, rows: QuerySet[Participant], name: str, value: str) -> QuerySet[Participant]:
        """Who wrote special needs."""
        return rows.exclude(needs="")

    def possible_doubles(self, rows: QuerySet[Participant], name: str, value: str) -> QuerySet[Participant]:
        """Who seems to be registered twice."""
        return rows.filter(pk__in=list(self.doubles))


def opened_words(token: str) -> str:
    """The words of an address; nothing for what we did not write."""
    try:
        return typed_words(decrypted(token)) if token else ""
    except (InvalidToken, ValueError):
        return ""


def _told(one: Participant) -> str:
    entity = (one.entity.name, one.entity.short_name) if one.entity else ()
    return fold(" ".join([one.first_name, one.last_name, *entity, one.email, one.registration.email]))


def _choices(people: Sequence[Participant], answers: EventAnswers) -> dict[str, list[tuple[str, str]]]:
    """What there is to choose from among these people."""
    entities = {str(one.entity.pk): one.entity for one in people if one.entity}
    kinds = {str(one.entity_kind_id): str(one.entity_kind) for one in people if one.entity_kind}
    counties = {str(one.county_id): one.county for one in entities.values() if one.county}
    listed = sorted(entities.items(), key=lambda pair: pair[1].sort_name)
    nobody = [(NOBODY, str(_("privately")))] if any(one.entity is None for one in people) else []
    return {
        "podmiot": [*((code, str(one)) for code, one in listed), *nobody],
        "rodzaj": sorted(kinds.items(), key=lambda pair: sort_key(pair[1])),
        "powiat": [(code, one.label) for code, one in sorted(counties.items(), key=lambda pair: pair[1].sort_name)],
        "odpowiedz": _answer_choices(answers, people),
    }


def _answer_choices(answers: EventAnswers, people: Sequence[Participant]) -> list[tuple[str, str]]:
    found = []
    for question in answers.questions:
        if question.kind in (QuestionKind.ONE, QuestionKind.MANY, QuestionKind.YES_NO):
            for count in answers.counts(question, people):
                words = count.words or pgettext("question", "no answer")
                found.append((f"{question.pk}:{count.words}", f"{wording(question)}: {words}"))
    return found
