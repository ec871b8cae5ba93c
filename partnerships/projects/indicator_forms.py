"""Rows of indicators and of values typed by hand."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.forms.fields import QuickSelect
from common.forms.inline_row_forms import RowForm
from partnerships.projects.extension_points import EVENT_KINDS
from partnerships.projects.forms import DAY, AmountField
from partnerships.projects.models import CountsWho, IndicatorSource

Choices = list[tuple[str, str]]
# Sources of which complete data can be told: who came, and from where.
COMPLETE = (IndicatorSource.PEOPLE, IndicatorSource.ENTITIES, IndicatorSource.PES, IndicatorSource.HOURS)


class IndicatorForm(RowForm):
    """What a project promised."""

    told = ("name", "target")
    layout = (("name",), ("target", "unit"), ("source", "event_kind"), ("counts",))
    name = forms.CharField(label=_("Name"), max_length=250, help_text=_("As in the funding agreement."))
    target = AmountField(label=_("Target"))
    unit = forms.CharField(label=_("Unit"), max_length=60, help_text=_("For example: people, meetings, hours."))
    source = forms.ChoiceField(
        label=_("Counted from"),
        widget=QuickSelect,
        choices=[(value, capfirst(str(label))) for value, label in IndicatorSource.choices],
    )
    event_kind = forms.ChoiceField(label=_("Only at events of this kind"), required=False, widget=QuickSelect)
    counts = forms.ChoiceField(
        label=_("Whom it counts"),
        widget=QuickSelect,
        choices=[(value, capfirst(str(label))) for value, label in CountsWho.choices],
        help_text=_(
            "Complete data of an entity: its NIP and county; of a person: everything that the project asks is answered."
        ),
    )

    def __init__(self, *args: Any, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event_kind"].choices = kinds

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("counts") == CountsWho.COMPLETE and data.get("source") not in COMPLETE:
            self.add_error("counts", _("Complete data is known of people and entities only: choose “present”."))
        return data


class EntryForm(RowForm):
    """A value typed by hand with what proves it."""

    told = ("on", "value", "note")
    layout = (("on", "value"), ("note",))
    on = forms.DateField(label=_("Day"), widget=DAY)
    value = AmountField(label=_("Value"))
    note = forms.CharField(
        label=_("Evidence"), max_length=250, help_text=_("For example: minutes no. 3/2026, folder 12.")
    )


class EvidenceForm(forms.Form):
    """The file that proves a value."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, DOCX, ODT, XLSX, ODS, PPTX, ODP, or a picture: JPEG, PNG, WebP, HEIC. At most 50 MB."),
    )


def kind_choices() -> Choices:
    """Kinds of events, which an upper app knows."""
    told = [(value, capfirst(label)) for source in EVENT_KINDS for value, label in source()]
    return [("", str(_("all kinds"))), *told]
