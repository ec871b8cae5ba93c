"""The panel's forms of a support centre: the contact block, the counties, the people to call."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.forms.fields import EmailField, PhoneField, few
from common.forms.inline_row_forms import RowForm
from entities.centres.models import SupportCentre
from entities.directory.identifiers import clean_postal_code
from entities.territory.forms import CountiesField
from entities.territory.models import County


class CentreForm(forms.ModelForm):
    """What the public sees of a centre; the counties only for those who divide the region."""

    website = forms.URLField(label=_("Website"), required=False, max_length=200, assume_scheme="https")
    counties = CountiesField(label=_("Counties served"), queryset=County.objects.none(), required=False)

    class Meta:
        model = SupportCentre
        fields = [
            "name", "short_name", "subregion", "lead", "description", "services", "street", "postal_code", "town",
            "phone", "email", "website", "hours", "controller_name", "controller_contact", "lead_en", "counties",
        ]  # fmt: skip
        widgets = {
            "lead": few(2),
            "lead_en": few(2),
            "description": forms.Textarea(attrs={"rows": 6}),
            "services": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "lead": _("It stands under the name in every list."),
            "services": _("For example: advice on the law and finance of a social cooperative."),
            "controller_name": _("Who answers for personal data: it stands in every notice of this centre."),
            "hours": _("For example: Monday to Friday, 8:00–16:00"),
        }

    def __init__(self, *args: Any, divides: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["postal_code"].max_length, self.fields["postal_code"].validators = 40, []
        self.fields["postal_code"].widget.attrs["maxlength"] = 40
        if not divides:
            del self.fields["counties"]
            return
        near = Q(voivodeship=self.instance.voivodeship_id) | Q(centres=self.instance.pk)
        self.fields["counties"].queryset = County.objects.filter(near).distinct().order_by("sort_name")

    def clean_postal_code(self) -> str:
        return clean_postal_code(self.cleaned_data["postal_code"] or "")


class CentrePersonForm(RowForm):
    """A person of the centre whom the public may call."""

    told = ("name", "function", "phone", "email")
    layout = (("name",), ("function",), ("phone", "email"), ("counties",))
    more = (("function_en",),)
    name = forms.CharField(label=_("Name and surname"), max_length=150)
    function = forms.CharField(label=_("Function"), max_length=150)
    function_en = forms.CharField(label=_("Function in English"), max_length=150, required=False)
    phone = PhoneField(label=_("Telephone"), required=False)
    email = EmailField(label=_("E-mail address"), required=False)
    counties = forms.MultipleChoiceField(
        label=_("Looks after"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "picks--many"}),
        help_text=_("Nothing ticked: the whole centre."),
    )

    def __init__(self, *args: Any, counties: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["counties"].choices = counties
        if not counties:  # a ROPS serves the whole voivodeship: there is nothing to tick
            del self.fields["counties"]
