"""Lists of registrations as tables, for common/spreadsheets/writer to write."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from common.text.phones import typed_phone
from events.catalogue.models import Event
from events.registration.models import Participant
from events.registration.queries import participants_of
from events.registration.questions import answers_by_person


def table(event: Event, states: Iterable[str] = ()) -> list[list[str]]:
    """Header and a row for each participant. Special needs are never exported: they are read in the panel only."""
    people = participants_of(event).select_related("entity__county", "entity_kind", "registration")
    if wanted := list(states):
        people = people.filter(state__in=wanted)
    rows = list(people)
    answers = {key: dict(pairs) for key, pairs in answers_by_person(event, rows).items()}
    questions = list(dict.fromkeys(question for pairs in answers.values() for question in pairs))
    head = [_("Surname"), _("First name"), _("Function"), _("Entity"), _("Kind"), _("County"), _("State"), _("Role")]
    head += [_("E-mail address"), _("Registered by"), _("Phone"), _("Registered on"), *questions]
    return [head, *([*_cells(one), *(answers[one.pk].get(question, "") for question in questions)] for one in rows)]


def _cells(one: Participant) -> list[str]:
    entity, registration = one.entity, one.registration
    return [
        one.last_name,
        one.first_name,
        one.function,
        entity.name if entity else "",
        str(one.entity_kind or ""),
        entity.county.label if entity and entity.county else "",
        one.standing,
        one.get_role_display(),
        one.email,
        f"{registration.first_name} {registration.last_name} {registration.email}".strip(),
        typed_phone(registration.phone),
        f"{timezone.localtime(registration.created_at):%Y-%m-%d %H:%M}",
    ]
