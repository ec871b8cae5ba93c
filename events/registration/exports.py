"""Lists of registrations as tables, for common/spreadsheets/writer to write."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.text.phones import typed_phone
from events.registration.models import Participant
from events.registration.panel_filters import RegistrationFilters
from events.registration.person_details import ABOUT, BY_NAME, Word
from events.registration.questions import wording

Column = tuple[Word, Callable[[Participant], str]]


def table(filters: RegistrationFilters) -> list[list[str]]:
    """Header and a row for each participant asked for, in that order.

    Special needs are never exported: they are read in the panel only.
    """
    answers = filters.answers
    head = [*(str(heading) for heading, _read in COLUMNS), *(wording(question) for question in answers.questions)]
    rows = (
        [*_cells(one), *(", ".join(answers.words(question, one)) for question in answers.questions)]
        for one in filters.people
    )
    return [head, *rows]


def _cells(one: Participant) -> list[str]:
    return [read(one) for _heading, read in COLUMNS]


def county_of(one: Participant) -> str:
    """The county of the entity for which they come; empty when it has none."""
    return one.entity.county.label if one.entity and one.entity.county else ""


def _registrant(one: Participant) -> str:
    who = one.registration
    return f"{who.first_name} {who.last_name} {who.email}".strip()


def _detail(name: str) -> Column:
    return BY_NAME[name].heading, lambda one: str(getattr(one, name))


# Heading and content of each column; the event's questions follow.
COLUMNS: tuple[Column, ...] = (
    _detail("last_name"),
    _detail("first_name"),
    *(_detail(one.name) for one in ABOUT),
    (_("Entity"), lambda one: one.entity.name if one.entity else ""),
    (_("Kind"), lambda one: str(one.entity_kind or "")),
    (_("County"), county_of),
    (_("State"), lambda one: one.standing),
    (_("Role"), lambda one: one.get_role_display()),
    _detail("email"),
    (_("Registered by"), _registrant),
    (_("Phone"), lambda one: typed_phone(one.registration.phone)),
    (_("Registered on"), lambda one: f"{timezone.localtime(one.registration.created_at):%Y-%m-%d %H:%M}"),
)
