"""Forms at the door."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.fields import new_token
from common.formfields import NameField
from entities.directory.lookup import find_entities
from entities.directory.models import Entity
from events.registration.models import ParticipantRole


class WalkInForm(forms.Form):
    """Somebody without a registration: as little as is needed at the door."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    first_name = NameField(label=_("First name"), error_messages={"required": _("Enter the first name")})
    last_name = NameField(label=_("Surname"), error_messages={"required": _("Enter the surname")})
    entity_query = forms.CharField(label=_("Entity: name or NIP"), required=False, max_length=300)
    entity = forms.ChoiceField(label=_("Choose the entity"), required=False, widget=forms.RadioSelect)
    role = forms.ChoiceField(label=_("Role"), choices=ParticipantRole, initial=ParticipantRole.PARTICIPANT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("form_key", new_token())
        self.found: list[Entity] = []
        self.chosen: Entity | None = None
        if self.is_bound:
            self.found = find_entities(self.data.get("entity_query", ""))
            self.fields["entity"].choices = [(str(entity.pk), entity.name) for entity in self.found]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("entity_query"):
            return data
        picked = data.get("entity")
        if picked:
            self.chosen = next((entity for entity in self.found if str(entity.pk) == picked), None)
        elif len(self.found) == 1:
            self.chosen = self.found[0]
        if self.chosen is None:
            if self.found:
                self.add_error("entity", _("Choose the entity from the list"))
            else:
                self.add_error(
                    "entity_query", _("We do not know this entity. Check the name, or leave the field empty.")
                )
        return data
