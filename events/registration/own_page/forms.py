"""Forms behind the links: a person's details, the registration's, and each person's own choices."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms.fields import PhoneField
from events.catalogue.models import Event
from events.registration.detail_forms import PersonForm, asks_details
from events.registration.models import Participant, Question
from events.registration.questions import add_fields, require
from events.registration.signup.forms import good_form_key


class PersonChange:
    """What is changed about a person."""

    CORRECT, REPLACE = "correct", "replace"


@asks_details()
class ChangePersonForm(PersonForm):
    """Correct a person's details, or put another person in the place."""

    change = forms.ChoiceField(
        label=_("What is changed?"),
        widget=forms.RadioSelect,
        initial=PersonChange.CORRECT,
        choices=[
            (PersonChange.CORRECT, _("The same person, corrected details")),
            (PersonChange.REPLACE, _("Another person comes instead")),
        ],
    )

    def __init__(self, *args: Any, questions: Sequence[Question] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        add_fields(self, questions)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        require(self, self.questions)
        return data


class AddPeopleForm(forms.Form):
    """The key of the page that adds people; the people are a PersonFormSet."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=300)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event

    def clean_form_key(self) -> str:
        return good_form_key(self.event, self.cleaned_data["form_key"])


class ChangeRegistrationForm(forms.Form):
    """The registrant's phone, and the answers of the whole registration."""

    own_fields = ("phone",)
    phone = PhoneField(label=_("Phone"), required=False)

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        add_fields(self, questions)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        require(self, self.questions)
        return data


class PersonAnswersForm(forms.Form):
    """What one person of the registration answered to the questions asked of each."""

    def __init__(self, *args: Any, person: Participant, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"osoba-{person.pk}", **kwargs)
        self.person, self.questions = person, questions
        self.heading = str(person)
        add_fields(self, questions)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        require(self, self.questions)
        return data


class OwnChoicesForm(forms.Form):
    """A person's consents, one for each purpose, and their needs."""

    mark_optional = False
    needs = forms.CharField(
        label=_("What do you need in order to take part?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Access, sign language interpreter (PJM), hearing loop, diet. Only the organisers will read it."),
    )

    def __init__(self, *args: Any, purposes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.purposes = [kind for kind, _text in purposes]
        for kind, text in purposes:
            self.fields[kind] = forms.BooleanField(label=text, required=False)
        self.order_fields([*self.purposes, "needs"])

    def agreed(self) -> list[str]:
        """The purposes that are ticked."""
        return [kind for kind in self.purposes if self.cleaned_data[kind]]
