"""Forms at the door."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.fields import new_token
from common.formfields import NameField, limit_choices
from entities.directory.picking import EntityPickField
from events.registration.models import ParticipantRole

# Why somebody could not be added: at the door, or from the paper list.
NOT_ADDED = {
    "no-place": _(
        "This person is entered already, but the place was given up since. Let them in on the list at the door."
    ),
    "not-published": _("Only people of a published event can be registered."),
}


class WalkInForm(forms.Form):
    """Somebody without a registration: as little as is needed at the door."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    first_name = NameField(label=_("First name"), error_messages={"required": _("Enter the first name")})
    last_name = NameField(label=_("Surname"), error_messages={"required": _("Enter the surname")})
    entity = EntityPickField(label=_("Entity: name or NIP"), url=reverse_lazy("panel:entity-search"), required=False)
    role = forms.ChoiceField(label=_("Role"), choices=ParticipantRole, initial=ParticipantRole.PARTICIPANT)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_choices(self, user)
        self.initial.setdefault("form_key", new_token())
