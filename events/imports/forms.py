"""The list of people sent as a file, and one of its rows."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.forms.fields import limit_choices
from entities.directory.entity_widget import EntityPickField
from entities.directory.models import Entity
from entities.directory.services import Proposed
from events.registration.detail_forms import asks_details
from events.registration.entry_forms import EntryForm
from events.registration.person_details import details_in
from events.registration.questions import answers_in
from files.formfields import ScannedFileField


class SheetForm(forms.Form):
    """A file; what it holds is judged by who reads it."""

    file = ScannedFileField(
        label=_("File with the list (XLSX or CSV)"),
        help_text=_(
            "The first row names the columns: first name, surname, function, e-mail, phone, needs, entity, kind of"
            " entity. A column headed as one of the event's questions holds the answers."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={"required": _("Choose a file.")},
    )


@asks_details()
class SheetRowForm(EntryForm):
    """One row of the sheet: what the form asks of a person; a required answer may be left open."""

    entity = EntityPickField(label=_("Entity: name or NIP"), url=reverse_lazy("panel:entity-search"), required=False)

    def __init__(self, *args: Any, user: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_choices(self, user)

    def kept(self) -> dict[str, Any]:
        """The person of a valid row, as the list keeps them until they are registered (JSON)."""
        data = self.cleaned_data
        entity = data["entity"]
        return {
            **details_in(data),
            "phone": data["phone"],
            "needs": data["needs"],
            "entity": entity.pk if isinstance(entity, Entity) else None,
            "new_entity": [entity.name, entity.kind.pk] if isinstance(entity, Proposed) else None,
            "answers": answers_in(data, self.questions),
        }
