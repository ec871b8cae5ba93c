"""An event's own questions: as fields of a form, as answers kept, as words for staff."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from common.db.compiled_queries import Prepared
from events.catalogue.models import Event
from events.registration.models import Answer, Participant, Question, QuestionKind, Registration

Answers = Mapping[int, Any]
EMPTY: tuple[Any, ...] = (None, "", [])
LONGEST_SHORT, LONGEST_LONG = 300, 3000
YES, NO = "yes", "no"
_QUESTIONS = Prepared(lambda event: Question.objects.filter(event=event))


def questions_of(event: Event) -> list[Question]:
    """The questions of the event, in its order."""
    rows: list[Question] = _QUESTIONS(event.pk)
    return rows


def field_name(question: Question) -> str:
    """Name of the question's field in any form."""
    return f"pytanie-{question.pk}"


def wording(question: Question) -> str:
    """The question in the language of the page."""
    return question.text_en if get_language() == "en" and question.text_en else question.text


def options_of(question: Question) -> list[str]:
    """The options of a question of choice, in order, each once."""
    return list(dict.fromkeys(line.strip() for line in question.options.splitlines() if line.strip()))


def add_fields(form: forms.Form, questions: Iterable[Question]) -> None:
    """Give the form a field for each question. Whether it must be answered is said by `require()`."""
    for question in questions:
        field = _field(question)
        if question.is_required:
            field.depends = True  # type: ignore[attr-defined]
        elif getattr(form, "mark_optional", True) is False:
            field.label = format_lazy("{} {}", field.label, gettext_lazy("(optional)"))
        form.fields[field_name(question)] = field


def _field(question: Question) -> forms.Field:
    common: dict[str, Any] = {"label": wording(question), "required": False}
    options = [(option, option) for option in options_of(question)]
    match question.kind:
        case QuestionKind.LONG:
            return forms.CharField(max_length=LONGEST_LONG, widget=forms.Textarea(attrs={"rows": 4}), **common)
        case QuestionKind.ONE:
            return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **common)
        case QuestionKind.MANY:
            return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, **common)
        case QuestionKind.NUMBER:
            return forms.DecimalField(max_digits=12, decimal_places=2, localize=True, **common)
        case QuestionKind.YES_NO:
            words = [(YES, pgettext_lazy("answer", "Yes")), (NO, pgettext_lazy("answer", "No"))]
            return forms.ChoiceField(choices=words, widget=forms.RadioSelect, **common)
        case _:
            return forms.CharField(max_length=LONGEST_SHORT, **common)


def require(form: forms.Form, questions: Iterable[Question]) -> None:
    """Errors at the required questions that were left without an answer."""
    for question in questions:
        name = field_name(question)
        if question.is_required and name not in form.errors and form.cleaned_data.get(name) in EMPTY:
            form.add_error(name, _("Answer this question"))


def answers_in(data: Mapping[str, Any], questions: Iterable[Question]) -> dict[int, Any]:
    """What was answered, by the question's key, as it will be kept (JSON); empty answers are left out."""
    given = {question.pk: (question, data.get(field_name(question))) for question in questions}
    return {key: _kept(question, value) for key, (question, value) in given.items() if value not in EMPTY}


def _kept(question: Question, value: Any) -> Any:
    if question.kind == QuestionKind.YES_NO:
        return value == YES
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def as_typed(question: Question, value: Any) -> Any:
    """A kept answer, as the initial value of its field."""
    if question.kind == QuestionKind.YES_NO:
        return YES if value else NO
    return value


def save_answers(
    registration: Registration, answers: Answers, people: Sequence[tuple[Participant, Answers]] = ()
) -> None:
    """Keep the answers of a new registration and of its people; only to questions of this event, each to its own."""
    if not answers and not any(theirs for _person, theirs in people):
        return
    known = {question.pk: question for question in Question.objects.filter(event_id=registration.event_id)}
    rows = [_row(known, registration, None, key, value) for key, value in answers.items()]
    rows += [
        _row(known, registration, person, key, value) for person, theirs in people for key, value in theirs.items()
    ]
    Answer.objects.bulk_create([row for row in rows if row is not None])


def replace_answers(person: Participant, answers: Mapping[int, Any]) -> None:
    """Write these answers over those that stand there, each to its own: the person's, or their registration's.

    None, or nothing said, takes an answer away; questions that are not named keep theirs.
    """
    known = {question.pk: question for question in Question.objects.filter(event_id=person.event_id, pk__in=answers)}
    for key, question in known.items():
        whose: dict[str, Any] = {
            "registration": person.registration,
            "participant": person if question.per_participant else None,
        }
        if answers[key] in EMPTY:
            Answer.objects.filter(question=question, **whose).delete()
        else:
            Answer.objects.update_or_create(question=question, **whose, defaults={"value": answers[key]})


def open_questions(event: Event, people: Iterable[Participant]) -> dict[int, list[str]]:
    """Required questions to which nothing was answered for each of these people, in words. Two queries."""
    asked = [question for question in questions_of(event) if question.is_required]
    people = list(people)
    given = set(
        Answer.objects.filter(question__in=asked, registration__in={one.registration_id for one in people}).values_list(
            "question", "registration", "participant"
        )
    )
    return {
        one.pk: [
            wording(question)
            for question in asked
            if (question.pk, one.registration_id, one.pk if question.per_participant else None) not in given
        ]
        for one in people
    }


def _row(
    known: dict[int, Question], registration: Registration, person: Participant | None, key: int, value: Any
) -> Answer | None:
    question = known.get(key)
    if question is None or question.per_participant != (person is not None):
        return None
    return Answer(question=question, registration=registration, participant=person, value=value)


def said(answer: Answer) -> str:
    """The answer in words, in one line."""
    return in_words(answer.value)


def in_words(value: Any) -> str:
    """A kept answer in words, in one line."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value).replace(".", ",") if isinstance(value, float) and get_language() != "en" else str(value)


def answers_said(registration: Registration, person: Participant | None = None) -> dict[str, str]:
    """What this person of the registration answered, or the registration as a whole: question → answer, in words."""
    rows = Answer.objects.filter(registration=registration, participant=person).select_related("question")
    return {one.question.text: in_words(one.value) for one in rows.order_by("question__position", "question_id")}


def answers_by_person(event: Event, people: Iterable[Participant]) -> dict[int, list[tuple[str, str]]]:
    """(question, answer) pairs of each of these people: their own, and those of their registration. One query."""
    people = list(people)
    rows = Answer.objects.filter(registration__in={person.registration_id for person in people})
    own: dict[int, list[tuple[str, str]]] = {}
    shared: dict[int, list[tuple[str, str]]] = {}
    for answer in rows.select_related("question").order_by("question__position", "question_id"):
        pair = (wording(answer.question), in_words(answer.value))
        if answer.participant_id is None:
            shared.setdefault(answer.registration_id, []).append(pair)
        else:
            own.setdefault(answer.participant_id, []).append(pair)
    return {person.pk: shared.get(person.registration_id, []) + own.get(person.pk, []) for person in people}
