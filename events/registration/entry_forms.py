"""What staff ask of a person whom they enter themselves, on the phone, at the door, from paper: what the form asks.

A required answer may be left open: the list and the person's page say what is open.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms.fields import PhoneField, few
from events.registration.detail_forms import PersonForm
from events.registration.models import ParticipantRole, Question
from events.registration.person_details import Registrant, details_in
from events.registration.questions import Answers, add_fields, answers_in, field_name
from events.registration.services import NewPerson


class EntryForm(PersonForm):
    """The name comes with `@asks_details`; here are the telephone, the needs and the event's questions."""

    phone = PhoneField(label=_("Phone"), required=False)
    needs = forms.CharField(
        label=_("What they need in order to take part"), required=False, max_length=1000, widget=few(2)
    )

    def __init__(self, *args: Any, questions: Sequence[Question] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        add_fields(self, self.questions)

    def questions_asked(self) -> list[forms.BoundField]:
        """Fields of the event's questions."""
        return [self[field_name(question)] for question in self.questions]

    def new_person(self) -> NewPerson:
        """The person, of a valid form."""
        data = self.cleaned_data
        role = ParticipantRole(data.get("role") or ParticipantRole.PARTICIPANT)
        each = [question for question in self.questions if question.per_participant]
        return NewPerson(**details_in(data), role=role, needs=data["needs"], answers=answers_in(data, each))

    def registrant(self) -> Registrant:
        """Nobody else stands behind an entry of the staff: the person is who registered."""
        data = self.cleaned_data
        return Registrant(data["first_name"], data["last_name"], data["email"], phone=data["phone"])

    def shared_answers(self) -> Answers:
        """Answers to what is asked once of a registration."""
        return answers_in(self.cleaned_data, [one for one in self.questions if not one.per_participant])
