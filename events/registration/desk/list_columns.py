"""The working list of registrations: its rows, and the columns that each of the staff chose and finds again.

What is chosen is kept in a cookie of the browser, named after the user: a way of looking, no data of anybody.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from common.text.phones import typed_phone
from events.catalogue.models import Event
from events.registration.exports import county_of
from events.registration.models import Participant, ParticipantRole, Question, RegistrationSource
from events.registration.panel_filters import RegistrationFilters
from events.registration.person_details import Word
from events.registration.queries import ACTIVE
from events.registration.questions import wording
from events.registration.states import Leaving, ParticipantState

YEAR = 365 * 24 * 3600
MOST = 60  # columns remembered, the questions of many events among them
_KEY = re.compile(r"[a-z]{1,12}|p[0-9]{1,18}")


def _registrant(one: Participant) -> str:
    who = one.registration
    return ", ".join(text for text in (f"{who.first_name} {who.last_name}".strip(), who.email) if text)


@lru_cache(maxsize=16)
def _in_language(choices: type[models.TextChoices], language: str) -> dict[str, str]:
    return {str(value): capfirst(str(label)) for value, label in choices.choices}


def _labels(choices: type[models.TextChoices]) -> dict[str, str]:
    """The words of these choices: looked up once, not for each of a hundred rows."""
    return _in_language(choices, get_language() or "pl")


FIXED: dict[str, tuple[Word, Callable[[Participant], str]]] = {
    "rola": (gettext_lazy("Role"), lambda one: _labels(ParticipantRole)[one.role]),
    "rodzaj": (gettext_lazy("Kind"), lambda one: str(one.entity_kind or "")),
    "powiat": (gettext_lazy("County"), county_of),
    "email": (gettext_lazy("E-mail address"), lambda one: one.email),
    "telefon": (gettext_lazy("Phone"), lambda one: typed_phone(one.registration.phone)),
    "zglosil": (gettext_lazy("Registered by"), _registrant),
    "kiedy": (
        gettext_lazy("Registered on"),
        lambda one: f"{timezone.localtime(one.registration.created_at):%d.%m.%Y %H:%M}",
    ),
    "zrodlo": (gettext_lazy("Source"), lambda one: _labels(RegistrationSource)[one.registration.source]),
}


@dataclass(frozen=True)
class ListColumn:
    """A column that may be chosen."""

    key: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class ListRow:
    """A person of the list: `cells` of the chosen columns, `more` of all the others, each (heading, text)."""

    person: Participant
    name: str
    url: str
    state: str
    place: str
    double_url: str
    cells: list[tuple[str, str]]
    more: list[tuple[str, str]]

    @property
    def may_give_up(self) -> bool:
        """Whether the person has something to give up."""
        return self.person.state in ACTIVE


def columns_of(request: HttpRequest, questions: Iterable[Question]) -> list[ListColumn]:
    """All columns, in their order, with whether this user chose them."""
    chosen = set(_remembered(request))
    fixed = [(key, str(label)) for key, (label, _read) in FIXED.items()]
    asked = [(_key(one), wording(one)) for one in questions]
    return [ListColumn(key, label, key in chosen) for key, label in [*fixed, *asked]]


def remember(request: HttpRequest, response: HttpResponseBase, columns: list[ListColumn]) -> None:
    """Keep what was ticked of these columns; what was chosen elsewhere (questions of other events) stays."""
    ticked, offered = request.POST.getlist("kolumna"), {one.key for one in columns}
    kept = [key for key in _remembered(request) if key not in offered]
    chosen = [one.key for one in columns if one.key in ticked]
    response.set_cookie(
        _cookie(request),
        ".".join([*chosen, *kept][:MOST]),
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def rows_of(event: Event, filters: RegistrationFilters, columns: list[ListColumn]) -> list[ListRow]:
    """The rows of the page, of what the filters have read already."""
    waiting = [one for one in filters.everybody if one.state == ParticipantState.WAITING]
    waiting.sort(key=lambda one: one.queue_number)
    places = {one.pk: place for place, one in enumerate(waiting, start=1)}
    chosen = {column.key for column in columns if column.chosen}
    states = {value: str(label) for value, label in ParticipantState.choices}
    leavings = {value: str(label) for value, label in Leaving.choices}
    home = reverse("panel:registrations", args=[event.pk])
    rows = []
    for one in filters.people:
        told = _told(one, filters, columns)
        place = places.get(one.pk)
        other = next((twin.pk for twin in filters.doubles.get(one.pk, ()) if twin.pk != one.pk), None)
        rows.append(
            ListRow(
                one,
                f"{one.last_name} {one.first_name}".strip(),
                f"{home}{one.pk}/",
                leavings[one.left] if one.left else states[one.state],
                _("place %(n)s in the queue") % {"n": place} if place else "",
                f"{home}{one.pk}/dublet/?drop={other}" if other else "",
                [(label, text) for key, label, text in told if key in chosen],
                [(label, text) for key, label, text in told if key not in chosen and text],
            )
        )
    return rows


def _told(one: Participant, filters: RegistrationFilters, columns: list[ListColumn]) -> list[tuple[str, str, str]]:
    said = {_key(question): words for question, words in filters.answers.pairs(one)}
    texts = {**{key: read(one) for key, (_label, read) in FIXED.items()}, **said}
    return [(column.key, column.label, texts.get(column.key, "")) for column in columns]


def _key(question: Question) -> str:
    return f"p{question.pk}"


def _cookie(request: HttpRequest) -> str:
    return f"{settings.COLUMNS_COOKIE_NAME}-{request.user.pk}"


def _remembered(request: HttpRequest) -> list[str]:
    kept = request.COOKIES.get(_cookie(request), "")[:1000].split(".")
    return [key for key in dict.fromkeys(kept) if _KEY.fullmatch(key)][:MOST]
