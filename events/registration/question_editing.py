"""The questions that an event asks of those who register."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction

from common.auditlog.services import log_action
from common.forms.inline_rows import keep_rows
from events.catalogue.refusals import EventRefused, Refusal
from events.catalogue.services import lock_event, show_event
from events.registration.models import Question

MOST_QUESTIONS = 10
# What cannot change once somebody answered: the answer would not fit any more.
FIXED = ("kind", "per_participant")


@transaction.atomic
def set_questions(
    *, event_id: int, questions: Sequence[Mapping[str, Any]], by: int | None, seen: Collection[int] | None = None
) -> list[Question]:
    """The questions in their order, at most ten. Raises EventRefused for an eleventh, or an answered one changed."""
    event = lock_event(event_id)
    sent = {row["id"]: row for row in questions if row.get("id")}
    answered = Question.objects.filter(event=event, answers__isnull=False).distinct()
    for question in answered:
        row = sent.get(question.pk)
        removed = row is None and (seen is None or question.pk in seen)
        if removed or (row is not None and any(row[name] != getattr(question, name) for name in FIXED)):
            raise EventRefused(Refusal.ANSWERED, question=question.text)
    kept = keep_rows(Question, event, "event", questions, seen=seen)
    if Question.objects.filter(event=event).count() > MOST_QUESTIONS:
        raise EventRefused(Refusal.QUESTIONS)
    log_action(verb="event.questions", obj=event, by=by, after={"questions": [question.pk for question in kept]})
    show_event(event)
    return kept
