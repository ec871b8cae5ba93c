"""The form in which staff correct what is known about a participant."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.forms.digests import as_shown, digests_of
from common.forms.fields import EmailField, PhoneField, few, limit_choices
from entities.directory.entity_widget import EntityPickField
from entities.directory.models import Entity
from events.registration.desk.correcting import EVERYBODY, is_registrant
from events.registration.detail_forms import PersonForm, asks_details
from events.registration.models import Answer, Participant, ParticipantRole, Question
from events.registration.person_details import details_of
from events.registration.questions import add_fields, answers_in, as_typed, field_name


@asks_details(name_before="entity", others_before="entity")
class CorrectionForm(PersonForm):
    """All that was entered about a person. What comes back as it was shown was not touched."""

    was = forms.CharField(widget=forms.HiddenInput, required=False)
    entity = EntityPickField(label=_("Entity: name or NIP"), url=reverse_lazy("panel:entity-search"), required=False)
    entity_of_all = forms.BooleanField(label=_("The same entity for everybody of this registration"), required=False)
    role = forms.ChoiceField(label=_("Role"), choices=ParticipantRole)
    needs = forms.CharField(
        label=_("What they need in order to take part"), required=False, max_length=1000, widget=few(3)
    )
    registrant_email = EmailField(label=_("E-mail address of who registered them"), required=False)
    phone = PhoneField(label=_("Phone of who registered them"), required=False)

    def __init__(
        self, *args: Any, person: Participant, questions: Sequence[Question], user: User, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial=_initial(person), **kwargs)
        self.questions = questions
        add_fields(self, questions)
        limit_choices(self, user, kept=[person.entity] if person.entity else [])
        if is_registrant(person):  # one address, the person's own
            del self.fields["registrant_email"]
            self.fields["phone"].label = _("Phone")
        if not person.registration.participants.exclude(pk=person.pk).filter(erased_at__isnull=True).exists():
            del self.fields[EVERYBODY]
        self.names = [name for name in self.fields if name not in ("was", EVERYBODY)]
        if not self.is_bound:
            self.initial["was"] = digests_of(_as_words(self.initial, self.names), self.names)

    def questions_asked(self) -> list[forms.BoundField]:
        """Fields of the event's questions; staff may leave a required one open."""
        return [self[field_name(question)] for question in self.questions]

    def touched(self) -> dict[str, Any]:
        """What the writer changed, by the name of its column; `answers()` has the questions."""
        found = self._touched() - {field_name(question) for question in self.questions}
        values = {name: self.cleaned_data[name] for name in found}
        if self.cleaned_data.get(EVERYBODY):
            values |= {EVERYBODY: True, "entity": self.cleaned_data["entity"]}
        return values

    def answers(self) -> dict[int, Any]:
        """The answers that the writer changed, by the question's key; None where one was taken away."""
        touched = self._touched()
        asked = [question for question in self.questions if field_name(question) in touched]
        return dict.fromkeys((question.pk for question in asked), None) | answers_in(self.cleaned_data, asked)

    def _touched(self) -> set[str]:
        typed = _as_words(self.cleaned_data, self.names)
        return set(self.names) - as_shown(typed, self.names, self.cleaned_data["was"])


def _initial(person: Participant) -> dict[str, Any]:
    kept = Answer.objects.filter(registration=person.registration_id).select_related("question")
    mine = [one for one in kept if one.participant_id in (None, person.pk)]
    own = person.email or (person.registration.email if is_registrant(person) else "")
    return {
        **details_of(person),
        "email": own,
        "role": person.role,
        "entity": person.entity,
        "needs": person.needs,
        "registrant_email": person.registration.email,
        "phone": person.registration.phone,
        **{field_name(one.question): as_typed(one.question, one.value) for one in mine},
    }


def _as_words(values: Mapping[str, Any], names: Sequence[str]) -> dict[str, str]:
    """Each value as one text, so that what was shown and what came back can be compared."""
    return {name: _word(values.get(name)) for name in names}


def _word(value: Any) -> str:
    if isinstance(value, Entity):
        return str(value.pk)
    if isinstance(value, list):
        return "\0".join(map(str, value))
    return "" if value is None else str(value).replace("\r\n", "\n")
