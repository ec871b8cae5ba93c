"""What staff ask the figures for: a period, a centre, a project, a kind of event. It stands in the address."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from entities.centres.models import SupportCentre
from entities.centres.permissions import visible_centres
from events.catalogue.kinds import EventKind
from events.catalogue.models import Event
from events.figures.indicators import ALWAYS, DayRange
from events.figures.scopes import Scope, of_centres
from partnerships.projects.models import FundingProject

SINCE, UNTIL = "od", "do"


class FiguresForm(forms.Form):
    """The scope, within the centres for which this person works. Field names are those of the address."""

    mark_optional = False  # every field only narrows

    od = forms.DateField(label=gettext_lazy("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    do = forms.DateField(label=gettext_lazy("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    osrodek = forms.ModelChoiceField(
        SupportCentre.objects.none(),
        label=gettext_lazy("Centre"),
        required=False,
        to_field_name="slug",
        empty_label=gettext_lazy("All mine"),
    )
    projekt = forms.ModelChoiceField(
        FundingProject.objects.none(),
        label=gettext_lazy("Project"),
        required=False,
        to_field_name="slug",
        empty_label=gettext_lazy("All, and without a project"),
    )
    rodzaj = forms.ChoiceField(label=gettext_lazy("Kind of event"), required=False)

    def __init__(self, given: Mapping[str, str], *, user: User) -> None:
        today = timezone.localdate()
        # Nothing asked is this year; a period left empty in the form is all the time.
        asked = {name: given[name] for name in self.base_fields if name in given}
        year = {SINCE: date(today.year, 1, 1).isoformat(), UNTIL: date(today.year, 12, 31).isoformat()}
        super().__init__(asked if SINCE in asked or UNTIL in asked else year | asked)
        self.centres = visible_centres(user).order_by("name", "pk")
        self.fields["osrodek"].queryset = self.centres  # type: ignore[attr-defined]
        self.fields["projekt"].queryset = _projects(self.centres)  # type: ignore[attr-defined]
        self.fields["projekt"].label_from_instance = lambda row: row.short_name  # type: ignore[attr-defined]
        kinds = [(kind.value, capfirst(str(kind.label))) for kind in EventKind]
        self.fields["rodzaj"].choices = [("", _("All kinds")), *kinds]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The period must run forwards."""
        data = super().clean() or {}
        since, until = data.get(SINCE), data.get(UNTIL)
        if since and until and until < since:
            self.add_error(UNTIL, _("The end is before the beginning: choose a later day."))
        return data

    def scope(self) -> Scope:
        """What was asked. All centres together are the region, also for "first time here"."""
        data, every = self.cleaned_data, SupportCentre.objects.count()
        project = data["projekt"]
        asked = Scope(
            since=data[SINCE], until=data[UNTIL], project=project.pk if project else None, kind=data["rodzaj"]
        )
        if data["osrodek"]:
            return of_centres((data["osrodek"].pk,), asked)
        mine = tuple(self.centres.order_by().values_list("pk", flat=True))
        return asked if len(mine) == every else of_centres(mine, asked)

    def query(self) -> str:
        """The address's query of this scope."""
        return urlencode({name: self.data.get(name, "") for name in self.fields})

    def periods(self) -> list[tuple[str, str, bool]]:
        """(query, word, chosen) of the periods most asked for, the other choices kept."""
        kept = {name: self.data[name] for name in self.fields if name not in (SINCE, UNTIL) and self.data.get(name)}
        now = (self.data.get(SINCE, ""), self.data.get(UNTIL, ""))
        return [
            (f"?{urlencode({SINCE: since, UNTIL: until, **kept})}", word, (since, until) == now)
            for word, since, until in _periods(timezone.localdate())
        ]


def _projects(centres: Any) -> Any:
    """Projects of these centres, and those that paid for their events."""
    paid = Event.objects.filter(project=OuterRef("pk"), centre__in=centres)
    return FundingProject.objects.filter(Q(centre__in=centres) | Exists(paid)).order_by("short_name", "pk")


def _periods(today: date) -> list[tuple[str, str, str]]:
    quarter = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    before = quarter - timedelta(days=1)
    last = date(before.year, before.month - 2, 1)
    end = date(quarter.year + quarter.month // 10, (quarter.month + 2) % 12 + 1, 1) - timedelta(days=1)
    year = today.year
    return [
        (_("this year"), f"{year}-01-01", f"{year}-12-31"),
        (_("this quarter"), quarter.isoformat(), end.isoformat()),
        (_("last quarter"), last.isoformat(), before.isoformat()),
        (_("last year"), f"{year - 1}-01-01", f"{year - 1}-12-31"),
        (_("from the beginning"), "", ""),
    ]


class PeriodForm(forms.Form):
    """The period of the achieved values; names as in the address. Empty is the whole project."""

    mark_optional = False
    od = forms.DateField(label=gettext_lazy("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    do = forms.DateField(label=gettext_lazy("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "PeriodForm":
        """The period of an address."""
        return cls({name: given.get(name, "") for name in cls.base_fields})

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if data.get("od") and data.get("do") and data["do"] < data["od"]:
            self.add_error("do", _("The end is before the beginning: choose a later day."))
        return data

    def period(self) -> DayRange:
        """What was asked; the whole project where that makes no sense."""
        return DayRange(self.cleaned_data["od"], self.cleaned_data["do"]) if self.is_valid() else ALWAYS


def period_query(period: DayRange) -> str:
    """The address's query of a project's period; empty for the whole project."""
    days = {SINCE: period.since, UNTIL: period.until}
    return f"?{urlencode({name: day for name, day in days.items() if day})}" if period != ALWAYS else ""
