"""The sheet sent, and its columns told."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.forms.fields import QuickSelect
from common.spreadsheets.reader import MOST_BYTES, MOST_ROWS
from entities.directory.models import EntityKind
from entities.imports.columns import FIELDS, LABELS, Column
from entities.imports.models import EntityImport
from files.formfields import ScannedFileField

NEW = (("1", _("published in the directory at once")), ("", _("drafts, for somebody to publish one by one")))


class SheetForm(forms.Form):
    """A file; what it holds is judged by who reads it."""

    sheet = ScannedFileField(
        label=_("Sheet"),
        help_text=_("Excel (.xlsx) or CSV, at most %(rows)s rows and %(mb)s MB. Headings in the first row.")
        % {"rows": f"{MOST_ROWS:,}".replace(",", "\u00a0"), "mb": MOST_BYTES // 1024 // 1024},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty. Choose another one.")},
    )


class ColumnsForm(forms.Form):
    """What each column holds, and what to do with those that the sheet does not say enough about."""

    mark_optional = False
    default_kind = forms.ModelChoiceField(
        label=_("Kind of those whose row says none"),
        queryset=EntityKind.objects.all(),
        required=False,
        widget=QuickSelect,
        help_text=_("For a sheet of one kind only, for example of rural housewives’ circles."),
    )
    publishes = forms.TypedChoiceField(
        label=_("New ones become"),
        choices=NEW,
        coerce=bool,
        required=False,
        empty_value=False,
        widget=forms.RadioSelect,
    )
    enters_similar = forms.BooleanField(
        label=_("Enter also those that are like a record of the directory"),
        required=False,
        help_text=_("Without it they are shown as errors, each with the record it is like. Look at them first."),
    )

    def __init__(self, *args: Any, columns: Sequence[Column], sheet: EntityImport, **kwargs: Any) -> None:
        initial = {
            "default_kind": sheet.default_kind_id,
            "publishes": "1" if sheet.publishes else "",
            "enters_similar": sheet.enters_similar,
        }
        super().__init__(*args, initial=initial, **kwargs)
        kinds = [(kind.pk, capfirst(str(kind))) for kind in EntityKind.objects.all()]
        self.fields["default_kind"].widget = QuickSelect(choices=[("", "—"), *kinds])
        self.columns = columns
        meanings = [("", _("leave out")), *((field.key, field.label) for field in FIELDS)]
        for column in columns:
            self.fields[f"c-{column.place}"] = forms.ChoiceField(
                label=_("Column “%(heading)s” holds") % {"heading": column.heading or column.place + 1},
                choices=meanings,
                required=False,
                initial=column.field,
                widget=QuickSelect(choices=meanings),
            )

    def rows(self) -> list[tuple[Column, forms.BoundField]]:
        """Each column with the field that tells what it holds."""
        return [(column, self[f"c-{column.place}"]) for column in self.columns]

    @property
    def mapping(self) -> list[str]:
        """The field of each column, in their order."""
        return [self.cleaned_data.get(f"c-{column.place}", "") for column in self.columns]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        seen: dict[str, str] = {}
        for column in self.columns:
            name = f"c-{column.place}"
            field = data.get(name, "")
            if field and field in seen:
                said = {"field": LABELS[field], "heading": seen[field]}
                self.add_error(name, _("“%(field)s” is told of the column “%(heading)s” already.") % said)
            seen.setdefault(field, column.heading or str(column.place + 1))
        if not {"name", "record"} & seen.keys():
            self.add_error(None, _("Say which column holds the name of the entity."))
        elif not {"kind", "record"} & seen.keys() and not data.get("default_kind"):
            self.add_error("default_kind", _("The sheet has no column with the kind: choose it here."))
        return data
