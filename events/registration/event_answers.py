"""All answers of an event, read once: what each person said, what is still open, how many said the same.

An answer to a question asked of the whole registration is the answer of each of its people.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from events.catalogue.models import Event
from events.registration.models import Answer, Participant, Question, QuestionKind
from events.registration.questions import EMPTY, in_words, options_of, questions_of


@dataclass(frozen=True)
class AnswerCount:
    """How many people gave this answer; the empty one stands for no answer."""

    words: str
    people: int


class EventAnswers:
    """The answers of one event. Two queries, however many people."""

    def __init__(self, event: Event) -> None:
        self.questions = questions_of(event)
        self._given: dict[tuple[int, bool, int], Any] = {}
        rows = Answer.objects.filter(registration__event=event) if self.questions else Answer.objects.none()
        for question, registration, participant, value in rows.values_list(
            "question_id", "registration_id", "participant_id", "value"
        ):
            self._given[question, participant is not None, participant or registration] = value

    def words(self, question: Question, person: Participant) -> list[str]:
        """What the person said, one text for each option that was chosen; nothing, when there is no answer."""
        key = person.pk if question.per_participant else person.registration_id
        value = self._given.get((question.pk, question.per_participant, key))
        if value in EMPTY:
            return []
        return [str(one) for one in value] if isinstance(value, list) else [in_words(value)]

    def pairs(self, person: Participant) -> list[tuple[Question, str]]:
        """Each question that was answered with its answer in one line."""
        told = ((question, ", ".join(self.words(question, person))) for question in self.questions)
        return [(question, words) for question, words in told if words]

    def open_questions(self, person: Participant) -> list[Question]:
        """The required questions to which there is no answer."""
        return [one for one in self.questions if one.is_required and not self.words(one, person)]

    def counts(self, question: Question, people: Iterable[Participant]) -> list[AnswerCount]:
        """How many of these people gave each answer: options in their order, other answers by number; none last."""
        found: Counter[str] = Counter()
        for person in people:
            found.update(self.words(question, person) or [""])
        without = found.pop("", 0)
        options = options_of(question) if question.kind in (QuestionKind.ONE, QuestionKind.MANY) else []
        order = [*options, *(words for words, _n in found.most_common() if words not in options)]
        counts = [AnswerCount(words, found[words]) for words in order]
        return [*counts, AnswerCount("", without)] if without else counts


def has_totals(question: Question) -> bool:
    """Whether equal answers are to be expected: long answers are read, not counted."""
    return question.kind != QuestionKind.LONG
