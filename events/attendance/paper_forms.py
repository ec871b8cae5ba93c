"""Blank rows of the attendance list, typed in from paper; the signed scan."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.db.fields import new_token
from common.forms.fields import NameField, limit_choices
from entities.directory.entity_widget import EntityPickField
from events.attendance.models import Session
from events.programme.printed_programme import day_label
from events.registration.detail_forms import asks_details
from events.registration.entry_forms import EntryForm


@asks_details(may_be_empty=True, others_before="phone")
class BlankRowForm(EntryForm):
    """One blank row, with all that the form asks. A row left empty is no mistake."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    first_name = NameField(label=_("First name"), required=False)
    last_name = NameField(label=_("Surname"), required=False)
    entity = EntityPickField(
        label=_("Entity: name or NIP"),
        url=reverse_lazy("panel:entity-search"),
        required=False,
    )
    days = forms.MultipleChoiceField(label=_("Signed on"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, number: int, sessions: Sequence[Session], user: User, **kwargs: Any) -> None:
        kwargs.setdefault("prefix", f"w{number}")
        super().__init__(*args, **kwargs)
        limit_choices(self, user)
        self.number, self.sessions = number, sessions
        self.heading = f"{number}."
        self.initial.setdefault("form_key", new_token())
        for name in self.fields:
            self.fields[name].depends = True  # nothing of a row must be filled: nothing is called optional
        self.fields["days"].choices = [(str(one.pk), day_label(one.day)) for one in sessions]
        for name in ("first_name", "last_name", "entity"):
            field = self.fields[name]
            field.widget.attrs["aria-label"] = f"{number}. {field.label}"
            if name != "entity":  # the picker has it
                field.widget.attrs["autocomplete"] = "off"

    @property
    def is_filled(self) -> bool:
        """Whether anything was written in the row."""
        data = getattr(self, "cleaned_data", {})
        return bool(data.get("first_name") or data.get("last_name") or self.data.get(self.add_prefix("entity")))

    @property
    def further(self) -> list[forms.BoundField]:
        """What a paper row has no column for: folded under the row."""
        return [self[name] for name in ("function", "email", "phone", "needs")] + self.questions_asked()

    @property
    def cells(self) -> list[tuple[Session, bool]]:
        """A cell for each day, with whether it is ticked."""
        name = self.add_prefix("days")
        ticked = set(self.data.getlist(name)) if hasattr(self.data, "getlist") else set()
        return [(one, str(one.pk) in ticked) for one in self.sessions]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.is_filled:
            return data
        if not data.get("first_name") and "first_name" not in self.errors:
            self.add_error("first_name", _("Enter the first name"))
        if not data.get("last_name") and "last_name" not in self.errors:
            self.add_error("last_name", _("Enter the surname"))
        if not data.get("days"):
            # On a list of one day whoever stands in a blank row has signed it.
            data["days"] = [str(self.sessions[0].pk)] if len(self.sessions) == 1 else []
            if not data["days"]:
                self.add_error("days", _("Tick the days that this person signed"))
        return data


class ScanFiles(forms.FileInput):
    """Several pages at once."""

    allow_multiple_selected = True


class ScanField(forms.FileField):
    """One or several files; cleans to a list."""

    widget = ScanFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(ScanField, self).clean(one, initial) for one in files]


class ScanForm(forms.Form):
    """The signed list, scanned or photographed; sent with the grid (`form`), which may be sent without it."""

    use_required_attribute = False

    files = ScanField(
        label=_("Scan of the signed list"),
        help_text=_("PDF or JPEG; several pages may be chosen at once. Only the staff will have it."),
        widget=ScanFiles(attrs={"accept": "application/pdf,image/jpeg", "multiple": True, "form": "grid"}),
    )
