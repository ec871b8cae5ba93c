"""Sheets made of the answers to one question: the menu, the rooms, the coach. Whom they are for decides about names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from common.pdf import print_pdf
from common.text.phones import typed_phone
from events.catalogue.models import Event
from events.programme.printed_programme import head_of
from events.registration.event_answers import EventAnswers
from events.registration.models import Participant, Question
from events.registration.namesakes import told_apart
from events.registration.queries import participants_of
from events.registration.questions import wording
from events.registration.states import ParticipantState

NOTHING_SAID = "bez odpowiedzi"  # papers are Polish
TEMPLATE, SECONDS = "events/registration/sheet.typ", 15


@dataclass(frozen=True)
class AnswerGroup:
    """Who gave one answer; who gave several stands in several groups. Empty words: no answer."""

    words: str
    people: list[Participant]


def coming(event: Event) -> list[Participant]:
    """Everybody with a place, in Polish order: for them one cooks, books and drives."""
    people = participants_of(event).filter(state=ParticipantState.CONFIRMED, erased_at__isnull=True)
    return list(people)


def groups_of(answers: EventAnswers, question: Question, people: Sequence[Participant]) -> list[AnswerGroup]:
    """The people by their answers, in the order of the options; who gave none comes last."""
    said = {one.pk: answers.words(question, one) or [""] for one in people}
    return [
        AnswerGroup(count.words, [one for one in people if count.words in said[one.pk]])
        for count in answers.counts(question, people)
        if count.people
    ]


def sheet_rows(event: Event, question: Question) -> list[list[str]]:
    """The sheet as a table: a row for each person and answer, with the phone of who registered them."""
    answers, people = EventAnswers(event), coming(event)
    others = [one for one in answers.questions if one != question]
    head = [wording(question), _("No."), _("Surname"), _("First name"), _("Entity"), _("Phone")]
    rows = [[*head, *(wording(one) for one in others)]]
    for group in groups_of(answers, question, people):
        for number, one in enumerate(group.people, start=1):
            said = [", ".join(answers.words(other, one)) for other in others]
            told = [group.words or pgettext("question", "no answer"), str(number), one.last_name, one.first_name]
            entity, phone = one.entity.name if one.entity else "", typed_phone(one.registration.phone)
            rows.append([*told, entity, phone, *said])
    return rows


def printed_sheet(event: Event, question: Question, *, names: bool) -> bytes:
    """The sheet as a tagged PDF; without names only how many gave each answer: what a caterer or a hotel needs."""
    with override("pl"):
        answers, people = EventAnswers(event), coming(event)
        groups = groups_of(answers, question, people)
        apart = told_apart(people, privately="prywatnie", numbered="zgłoszenie nr %(n)s")
        data = _data(
            event, wording(question), [(group.words or "bez odpowiedzi", len(group.people)) for group in groups]
        )
        data["groups"] = [
            {"title": group.words or NOTHING_SAID, "rows": [_row(one, apart) for one in group.people]}
            for group in groups
            if names
        ]
        data["people"] = f"Osób z miejscem: {len(people)}"
    return _printed(event, data)


def printed_counts(event: Event, title: str, counts: Sequence[tuple[str, int]]) -> bytes:
    """Counts alone, as a tagged PDF."""
    return _printed(event, _data(event, title, counts))


def _data(event: Event, title: str, counts: Sequence[tuple[str, int]]) -> dict[str, Any]:
    rows = [{"words": words, "n": str(n)} for words, n in counts]
    return {"title": title, "counts": rows, "groups": [], "people": "", "foot": f"{title}: {event.title}"}


def _row(one: Participant, apart: dict[int, str]) -> dict[str, str]:
    entity = one.entity.name if one.entity else ""
    return {
        "name": f"{one.last_name} {one.first_name}".strip(),
        "entity": ", ".join(text for text in (entity, apart.get(one.pk, "")) if text),
        "phone": typed_phone(one.registration.phone),
    }


def _printed(event: Event, data: dict[str, Any]) -> bytes:
    head = head_of(event)
    return print_pdf(TEMPLATE, head.data(data["title"]) | data, drawings=head.drawings, seconds=SECONDS)
