"""Forms of the panel's pages about registrations."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.forms.fields import EmailField, NameField, limit_choices
from entities.directory.entity_widget import EntityPickField
from events.registration.detail_forms import asks_details
from events.registration.entry_forms import EntryForm
from events.registration.models import ParticipantRole
from events.registration.notices.reminders import MOST_DAYS
from events.registration.states import ParticipantState


class ReminderForm(forms.Form):
    """When people are reminded."""

    days = forms.IntegerField(
        label=_("days before the event"),
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        help_text=_("It goes out at nine in the morning to everyone who has a place. Leave empty for no reminder."),
    )


class GroupMailForm(forms.Form):
    """A message of the staff to a group."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    states = forms.MultipleChoiceField(
        label=_("To whom"),
        choices=ParticipantState,
        initial=[ParticipantState.CONFIRMED],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose to whom you write.")},
    )
    subject = NameField(label=_("Subject"), max_length=150, error_messages={"required": _("Write the subject.")})
    text = forms.CharField(
        label=_("Message"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write the message.")},
    )

    def __init__(self, *args: Any, to_people: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if to_people:
            del self.fields["states"]


class TellForm(forms.Form):
    """What is added to the message about a change; `seen`: the state of the event that the preview showed."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    note = forms.CharField(
        label=_("A few words from you"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example why, and what to do when the new day does not suit."),
    )


@asks_details(
    name_before="entity",
    others_before="entity",
    help_texts={"email": _("Without an address the person gets no messages: call instead.")},
)
class EnrolForm(EntryForm):
    """One person registered by the staff, for example by phone."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    entity = EntityPickField(label=_("Entity: name or NIP"), url=reverse_lazy("panel:entity-search"), required=False)
    role = forms.ChoiceField(label=_("Role"), choices=ParticipantRole, initial=ParticipantRole.PARTICIPANT)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_choices(self, user)


class AddressForm(forms.Form):
    """The right address of who registered the people."""

    email = EmailField(label=_("E-mail address"))


class MoveForm(forms.Form):
    """To which event a person is moved."""

    event = forms.ChoiceField(
        label=_("To which event?"), widget=forms.RadioSelect, error_messages={"required": _("Choose the event.")}
    )
    may_wait = forms.BooleanField(
        label=_("If there is no free place, onto the waiting list, at its end"), required=False
    )

    def __init__(self, *args: Any, events: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event"].choices = events


class PlacesForm(forms.Form):
    """The number of places of an event."""

    capacity = forms.IntegerField(
        label=_("places"),
        required=False,
        min_value=0,
        max_value=100_000,
        help_text=_("Leave empty when there is no limit."),
    )


class AddressLimitForm(forms.Form):
    """How many people one e-mail address may bring without asking."""

    people = forms.IntegerField(
        label=_("people from one e-mail address"),
        required=False,
        min_value=1,
        max_value=10_000,
        help_text=_("Those above it wait for your decision. Leave empty for the usual number."),
    )


class CancelForm(forms.Form):
    """Why an event is cancelled."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everyone who registered will read it."),
        error_messages={"required": _("Write why the event is cancelled.")},
    )
