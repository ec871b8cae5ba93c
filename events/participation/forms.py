"""The form of a participant, the one of staff, and what staff decide about a project's questions and columns."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.forms.fields import QuickSelect
from common.forms.inline_row_forms import RowForm
from events.participation.columns import choices
from events.participation.fields import ABROAD, ALL, COUNTY, AskedField, asked_of
from events.participation.models import ParticipationTerms
from events.participation.queries import county_choices
from partnerships.projects.models import FundingProject


def _field(one: AskedField, *, required: bool) -> forms.ChoiceField:
    """The control of one question."""
    if one.key == COUNTY:
        counties = [*county_choices(), (ABROAD, _("outside Poland"))]
        options = [("", _("choose a county")), *counties]
        widget: Any = QuickSelect
    else:
        options, widget = list(one.options), forms.RadioSelect
    missing = _("Choose an answer: %(question)s.") % {"question": str(one.column).lower()}
    errors = {"required": missing, "invalid_choice": missing}
    field = forms.ChoiceField(
        label=one.question, help_text=one.hint, choices=options, required=required, error_messages=errors
    )
    field.widget = widget(choices=options)
    field.widget.is_required = required
    return field


class AnswersForm(forms.Form):
    """The questions of a project. From the person every answer is wanted; staff may keep a part of a paper form."""

    use_required_attribute = False

    def __init__(self, *args: Any, keys: list[str], of_person: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mark_optional = of_person
        for one in asked_of(keys):
            self.fields[one.key] = _field(one, required=of_person)
        if of_person:
            self.fields["told"] = forms.BooleanField(
                label=_("I have read the information about my data, and my answers are true."),
                error_messages={"required": _("Read the information below and tick this box.")},
            )

    def answers(self) -> dict[str, str]:
        """Question: answer; questions left open are left out."""
        return {key: value for key, value in self.cleaned_data.items() if key != "told" and value}


class TermsForm(forms.Form):
    """Whether and what a project asks of its participants."""

    is_on = forms.BooleanField(
        label=gettext_lazy("The project asks its participants for data"),
        required=False,
        help_text=gettext_lazy("Only where the funding agreement wants it. Switched off, nobody is asked any more."),
    )
    asked = forms.MultipleChoiceField(
        label=gettext_lazy("What it asks"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Choose only what the funder wants. The portal never asks for PESEL, date of birth, home address or degree"
            " of disability."
        ),
    )
    keep_until = forms.DateField(
        label=gettext_lazy("Keep the answers until"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": gettext_lazy("Say until when the answers are kept.")},
        help_text=gettext_lazy(
            "The last day on which the funder may check. On the next day the portal deletes the answers; the numbers"
            " stay."
        ),
    )

    def __init__(self, *args: Any, project: FundingProject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.project = project
        self.fields["asked"].depends = True  # wanted where the questions are on
        may_refuse = _("may be refused")
        self.fields["asked"].choices = [
            (one.key, f"{one.column} ({may_refuse})" if one.sensitive else one.column) for one in ALL
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("is_on") and not data.get("asked"):
            self.add_error("asked", _("Choose at least one question, or switch the questions off."))
        ends = self.project.ends_on
        if ends and data.get("keep_until") and data["keep_until"] < ends:
            self.add_error("keep_until", _("The project still runs on that day: choose a day after its end."))
        return data


class ColumnForm(RowForm):
    """A column of the export."""

    told = ("column",)
    layout = (("column", "heading"),)
    column = forms.ChoiceField(label=gettext_lazy("What stands in it"), widget=QuickSelect)
    heading = forms.CharField(label=gettext_lazy("Heading"), max_length=60, required=False)

    def __init__(self, *args: Any, terms: ParticipationTerms, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["column"].choices = [("", _("choose")), *choices(terms)]
