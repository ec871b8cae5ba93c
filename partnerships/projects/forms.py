"""The panel's forms of a project: its plain fields, partners as rows, a logo of its row."""

from collections import Counter
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User
from common.forms.fields import AmountField, choosable, few
from common.forms.inline_row_forms import RowForm
from entities.centres.permissions import CentrePermission, centres_for
from entities.directory.entity_widget import EntityPickField
from partnerships.projects.models import FundingProject, PartnerRole
from partnerships.projects.permissions import projects_for

SEARCH = reverse_lazy("panel:entity-search")
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
SENTENCE = _(
    "Leave empty: it is made from the title, fund and programme. "
    "It stands on every page, list, certificate and mail of the project."
)
BOX = _(
    "PNG or JPEG on white, cut to its edges. "
    "Every mark is drawn in the same box, none larger than that of the European Union."
)


class ProjectForm(forms.ModelForm):
    """Plain fields of a project."""

    total_value = AmountField(label=_("Total value"), required=False)
    eu_contribution = AmountField(label=_("Contribution of the European Union"), required=False)
    website = forms.URLField(label=_("Website"), required=False, max_length=200, assume_scheme="https")

    class Meta:
        model = FundingProject
        fields = [
            "title", "short_name", "number", "programme", "fund", "period", "centre", "starts_on", "ends_on",
            "personal_data_until", "assumption", "total_value", "eu_contribution", "currency", "lead", "goals",
            "description", "website", "funding_sentence", "title_en", "lead_en", "funding_sentence_en", "related",
        ]  # fmt: skip
        widgets = {
            "title": few(2),
            "starts_on": DAY,
            "ends_on": DAY,
            "personal_data_until": DAY,
            "lead": few(2),
            "lead_en": few(2),
            "title_en": few(2),
            "goals": few(5),
            "description": forms.Textarea(attrs={"rows": 8}),
            "funding_sentence": few(3),
            "funding_sentence_en": few(3),
            "related": forms.CheckboxSelectMultiple,
            "currency": forms.TextInput(attrs={"maxlength": 3, "autocomplete": "off"}),
        }
        labels = {"currency": _("Currency"), "related": _("Related projects")}
        help_texts = {
            "title": _("As in the funding agreement."),
            "short_name": _("It makes the address of the page."),
            "period": _("It decides which row of logos is shown."),
            "personal_data_until": _(
                "The last day on which the funder may check. On the next day the portal deletes the names, signed lists"
                " and answers of participants; the numbers stay. Empty: 31 December of the sixth year after the end."
            ),
            "assumption": _("When something is not certain: what was assumed and why. Readers see it."),
            "lead": _("It stands under the name in every list."),
            "funding_sentence": SENTENCE,
            "funding_sentence_en": _("Leave empty: with an English title it is made by itself."),
            "currency": _("Three letters: PLN, EUR …"),
        }  # fmt: skip

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        active = centres_for(user, CentrePermission.EDIT_PROJECTS).filter(is_active=True).order_by("sort_name")
        centres = choosable(active, [self.instance.centre_id])
        self.fields["centre"].queryset = centres
        self.fields["centre"].required = user.role != Role.ADMINISTRATOR
        if not self.instance.pk and len(mine := centres[:2]) == 1:
            self.initial["centre"] = mine[0].pk
        self.fields["funding_sentence"].required = False
        stored = self.instance.related.values_list("pk", flat=True) if self.instance.pk else []
        others = projects_for(user, CentrePermission.EDIT_PROJECTS).exclude(pk=self.instance.pk).order_by("sort_name")
        self.fields["related"].queryset = choosable(others, stored)
        self.fields["period"].choices = [
            ("", "—"),
            *((value, capfirst(str(label))) for value, label in self.fields["period"].choices if value),
        ]

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_title_en(self) -> str:
        return " ".join(self.cleaned_data["title_en"].split())

    def clean_currency(self) -> str:
        code = self.cleaned_data["currency"].strip().upper()
        if not (len(code) == 3 and code.isascii() and code.isalpha()):
            raise ValidationError(_("Three letters: PLN, EUR …"))
        return code

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first: correct one of them."))
        until = data.get("personal_data_until")
        if last and until and until < last:
            self.add_error("personal_data_until", _("The project still runs on that day: choose a day after its end."))
        whole, part = data.get("total_value"), data.get("eu_contribution")
        if whole is not None and part is not None and part > whole:
            self.add_error("eu_contribution", _("The contribution is larger than the whole: correct one of them."))
        return data


class PartnerForm(RowForm):
    """An organisation that carries out the project."""

    told = ("entity",)
    layout = (("entity",), ("role", "country"))
    entity = EntityPickField(label=_("Entity: name or NIP"), url=SEARCH, proposes=False)
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(value, capfirst(str(label))) for value, label in PartnerRole.choices],
        initial=PartnerRole.PARTNER,
    )
    country = forms.CharField(label=_("Country"), max_length=2, initial="PL", help_text=_("Two letters: PL, DE, FR …"))

    def clean_country(self) -> str:
        country = self.cleaned_data["country"].upper()
        if not (len(country) == 2 and country.isascii() and country.isalpha()):
            raise ValidationError(_("Two letters: PL, DE, FR …"))
        return country


class LogoForm(forms.Form):
    """The official file of a mark."""

    picture = forms.FileField(
        label=_("Official file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=BOX,
    )
    name = forms.CharField(
        label=_("What it says"),
        max_length=120,
        help_text=_("Read to those who do not see it, for example “Fundusze Europejskie dla Pomorza”."),
    )


def refuse_twice(rows: list[PartnerForm]) -> bool:
    """Whether an entity stands twice or two lead; said beside the second one."""
    filled = [row for row in rows if row.has_changed()]
    entities = Counter(row.cleaned_data["entity"].pk for row in filled)
    seen: set[int] = set()
    leader = False
    for row in filled:
        key = row.cleaned_data["entity"].pk
        if key in seen:
            row.add_error("entity", _("This entity stands above already."))
        if row.cleaned_data["role"] == PartnerRole.LEADER:
            if leader:
                row.add_error("role", _("A project has one leader, and it stands above."))
            leader = True
        seen.add(key)
    return any(count > 1 for count in entities.values()) or any(row.errors for row in filled)
