"""Forms of reports: open a period, the region's list, figures typed by hand, reasons and remarks."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.forms.fields import AmountField
from common.forms.inline_row_forms import RowForm
from entities.centres.models import SupportCentre
from events.reporting.models import HandFigure, ReportEntry

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MOST = Decimal("9999999999.99")
FEW = {"rows": 3, "class": "few"}


class CentresField(forms.ModelMultipleChoiceField):
    """Centres as boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: SupportCentre) -> str:
        return obj.short_name


class PeriodForm(forms.Form):
    """Days, centres and a deadline of a new period."""

    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=DAY)
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=DAY)
    due_on = forms.DateField(
        label=gettext_lazy("To be handed over until"),
        required=False,
        widget=DAY,
        help_text=gettext_lazy("A week before, the centre is reminded by e-mail."),
    )
    centres = CentresField(label=gettext_lazy("Centres"), queryset=SupportCentre.objects.none())

    def __init__(self, *args: Any, centres: QuerySet[SupportCentre], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["centres"].queryset = centres  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last, due = data.get("starts_on"), data.get("ends_on"), data.get("due_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The end is before the beginning: choose a later day."))
        elif last and due and due < last:
            self.add_error("due_on", _("The deadline is before the end of the period: choose a later day."))
        return data


def usual_periods(today: date) -> list[tuple[str, date, date]]:
    """(word, first day, last day) of the periods most reported: quarters and half-years around today."""
    quarter = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    half = date(today.year, 1 if today.month < 7 else 7, 1)
    before_quarter, before_half = _months(quarter, -3), _months(half, -6)
    return [
        (_("last quarter"), before_quarter, quarter - timedelta(days=1)),
        (_("this quarter"), quarter, _months(quarter, 3) - timedelta(days=1)),
        (_("last half-year"), before_half, half - timedelta(days=1)),
        (_("this half-year"), half, _months(half, 6) - timedelta(days=1)),
    ]


def _months(day: date, ahead: int) -> date:
    place = day.year * 12 + day.month - 1 + ahead
    return date(place // 12, place % 12 + 1, 1)


class HandFigureForm(RowForm):
    """A figure that the region asks its centres for."""

    told = ("name", "unit")
    layout = (("name", "unit"), ("hint",))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=150)
    unit = forms.CharField(
        label=gettext_lazy("Unit"), max_length=40, help_text=gettext_lazy("For example: people, meetings, hours.")
    )
    hint = forms.CharField(
        label=gettext_lazy("What counts"),
        max_length=250,
        required=False,
        help_text=gettext_lazy("It stands beside the field in which the centre types the number."),
    )


class FillForm(forms.Form):
    """For each figure of the region its value, evidence and note; and the centre's note on the whole."""

    mark_optional = False  # a report may be saved unfinished

    def __init__(self, *args: Any, figures: list[HandFigure], entries: dict[int, ReportEntry], **kwargs: Any) -> None:
        note = kwargs.pop("note", "")
        super().__init__(*args, **kwargs)
        self.figures = figures
        for row in figures:
            entry = entries.get(row.pk)
            self.fields[f"value-{row.pk}"] = AmountField(
                label=f"{row.name} ({row.unit})",
                help_text=row.hint,
                required=False,
                initial=entry.value if entry else None,
            )
            self.fields[f"evidence-{row.pk}"] = forms.CharField(
                label=_("Evidence"),
                help_text=_("For example: advisers' cards 1–14, folder 3."),
                required=False,
                max_length=250,
                initial=entry.evidence if entry else "",
            )
            self.fields[f"note-{row.pk}"] = forms.CharField(
                label=_("Note"), required=False, max_length=500, initial=entry.note if entry else ""
            )
        self.fields["note"] = forms.CharField(
            label=_("Note of the centre"),
            help_text=_("What the ROPS should know when it reads the figures."),
            required=False,
            max_length=2000,
            initial=note,
            widget=forms.Textarea(attrs=FEW),
        )

    def parts(self) -> list[tuple[str, list[Any]]]:
        """(name of a figure, its fields), for the page."""
        names = ("value", "evidence", "note")
        return [(row.name, [self[f"{name}-{row.pk}"] for name in names]) for row in self.figures]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for row in self.figures:
            value, evidence = data.get(f"value-{row.pk}"), data.get(f"evidence-{row.pk}", "").strip()
            if value and not evidence and f"evidence-{row.pk}" not in self.errors:
                self.add_error(f"evidence-{row.pk}", _("Say what proves this number, for example a card or a folder."))
            if value is not None and value > MOST:
                self.add_error(f"value-{row.pk}", _("This number is too large."))
        return data

    def rows(self) -> list[dict[str, Any]]:
        """What `fill_report()` takes."""
        data = self.cleaned_data
        return [
            {
                "figure": row.pk,
                "value": data[f"value-{row.pk}"],
                "evidence": data[f"evidence-{row.pk}"].strip(),
                "note": data[f"note-{row.pk}"].strip(),
            }
            for row in self.figures
        ]


class RemarkForm(forms.Form):
    """What the centre should mend."""

    remark = forms.CharField(
        label=gettext_lazy("What should be corrected"), max_length=1000, widget=forms.Textarea(attrs=FEW)
    )


class ReasonForm(forms.Form):
    """Why an accepted report is corrected."""

    reason = forms.CharField(
        label=gettext_lazy("Why is the report corrected?"), max_length=500, widget=forms.Textarea(attrs=FEW)
    )
