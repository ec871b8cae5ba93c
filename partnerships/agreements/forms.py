"""The panel's forms of a partnership: its plain fields, and rows of members, team and work plan."""

from collections import Counter
from operator import attrgetter
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.forms.digests import as_shown
from common.forms.fields import EmailField, PhoneField, QuickSelect, choosable, few
from common.forms.inline_row_forms import RowForm
from entities.centres.models import Assignment, SupportCentre
from entities.centres.permissions import CentrePermission, centres_for
from entities.directory.entity_widget import EntityPickField
from entities.territory.forms import CountiesField
from entities.territory.models import County
from partnerships.agreements.models import (
    DocumentAccess,
    DocumentKind,
    LocalPartnership,
    PartnershipRole,
    StepState,
    SupportPerson,
)

Choices = list[tuple[str, str]]
SEARCH = reverse_lazy("panel:entity-search")
TWICE = _("This entity stands above already. Who came back is a new row, after the one with the day of leaving.")
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def capital(choices: Any) -> Choices:
    """Choices that begin with a capital letter."""
    return [(value, capfirst(str(label))) for value, label in choices]


class PartnershipForm(forms.ModelForm):
    """Plain fields of a partnership, with its counties."""

    counties = CountiesField(
        label=_("Counties"),
        queryset=County.objects.none(),
        error_messages={"required": _("Tick the county or counties in which it works.")},
    )

    class Meta:
        model = LocalPartnership
        fields = [
            "name", "kind", "centre", "counties", "founded_on", "assumption", "agreement_on", "lead", "aims",
            "diagnosis_topics", "rules", "contact_name", "contact_phone", "contact_email", "name_en", "lead_en",
        ]  # fmt: skip
        widgets = {
            "founded_on": DAY,
            "agreement_on": DAY,
            "lead": few(2),
            "lead_en": few(2),
            "aims": few(5),
            "diagnosis_topics": few(5),
            "rules": few(5),
        }
        help_texts = {
            "assumption": _("When a date is not certain: what was assumed and why. Readers see it."),
            "agreement_on": _("Leave empty until the agreement is signed."),
            "lead": _("It stands under the name in every list."),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = centres_for(user, CentrePermission.EDIT_PARTNERSHIPS).filter(is_active=True).order_by("sort_name")
        centres = choosable(mine, [self.instance.centre_id])
        self.fields["centre"].queryset = centres
        if not self.instance.pk and len(only := centres[:2]) == 1:
            self.initial["centre"] = only[0].pk
        near = County.objects.filter(voivodeship__in=centres.order_by().values("voivodeship")).order_by("sort_name")
        stored = self.instance.counties.values_list("pk", flat=True) if self.instance.pk else []
        self.fields["counties"].queryset = choosable(near, stored)
        self.fields["kind"].choices = capital(self.fields["kind"].choices)

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        founded, agreed = data.get("founded_on"), data.get("agreement_on")
        if founded and agreed and agreed < founded:
            self.add_error("agreement_on", _("The agreement is older than the partnership: correct one of the days."))
        return data


CONTACT = ("contact_name", "contact_email", "contact_phone", "agreed")


class MemberForm(RowForm):
    """An entity in the partnership, from a day to a day, with its person.

    `shown` marks what the page showed of the person: they may have taken it back since. It cleans to the names of
    what was left as shown (`untouched`).
    """

    told = ("entity", "joined_on", "left_on")
    layout = (("entity",), ("role",), ("joined_on", "left_on"))
    more = (("contact_name",), ("contact_email",), ("contact_phone",), ("agreed",))
    carried = ("id", "shown")
    entity = EntityPickField(label=_("Entity: name or NIP"), url=SEARCH, proposes=False)
    role = forms.ChoiceField(label=_("Role"), choices=capital(PartnershipRole.choices), initial=PartnershipRole.MEMBER)
    joined_on = forms.DateField(label=_("Joined on"), required=False, widget=DAY)
    left_on = forms.DateField(label=_("Left on"), required=False, widget=DAY)
    contact_name = forms.CharField(label=_("Contact person of the member"), max_length=150, required=False)
    contact_email = EmailField(
        label=_("E-mail address of this person"),
        required=False,
        help_text=_("Reminders of steps past their day go here; without it, to the entity's own address."),
    )
    contact_phone = PhoneField(label=_("Telephone of this person"), required=False)
    agreed = forms.BooleanField(
        label=_("This person agreed to be on the contact list that all members see"), required=False
    )
    shown = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        # As typed: a number of old may be written otherwise than a number that has been cleaned.
        typed = {name: self[name].data or "" for name in CONTACT[:3]} | {"agreed": bool(self["agreed"].data)}
        data["untouched"] = as_shown(typed, CONTACT, data.pop("shown", ""))
        first, last = data.get("joined_on"), data.get("left_on")
        if first and last and last < first:
            self.add_error("left_on", _("The last day is before the first: correct one of them."))
        if data.get("agreed") and not data.get("contact_name"):
            self.add_error("contact_name", _("Write who agreed."))
        return data


class TeamForm(RowForm):
    """A person who looks after the partnership."""

    told = ("name", "function", "institution")
    layout = (("name", "function"), ("institution",), ("centre", "user"))
    name = forms.CharField(label=_("Name and surname"), max_length=150)
    function = forms.CharField(label=_("Function"), max_length=150)
    institution = forms.CharField(label=_("Institution"), max_length=200)
    centre = forms.ChoiceField(label=_("Support centre"), required=False, widget=QuickSelect)
    user = forms.ChoiceField(
        label=_("Account in this portal"),
        required=False,
        widget=QuickSelect,
        help_text=_("Who has one is reminded of steps past their day."),
    )

    def __init__(self, *args: Any, centres: Choices, users: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["centre"].choices, self.fields["user"].choices = centres, users

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("centre", "user"):
            if name in data:
                data[f"{name}_id"] = int(chosen) if (chosen := data.pop(name)) else None
        return data


class StepForm(RowForm):
    """A step of the work plan."""

    told = ("title", "responsible", "due_on", "done_on")
    layout = (("title",), ("responsible",), ("due_on",), ("state", "done_on"))
    title = forms.CharField(label=_("What is to be done"), max_length=250)
    responsible = EntityPickField(
        label=_("Responsible member: name or NIP"), url=SEARCH, proposes=False, required=False
    )
    due_on = forms.DateField(label=_("Due on"), required=False, widget=DAY)
    state = forms.ChoiceField(
        label=_("State"), choices=capital(StepState.choices), initial=StepState.PLANNED, widget=QuickSelect
    )
    done_on = forms.DateField(
        label=_("Done on"), required=False, widget=DAY, help_text=_("Empty with the state “done”: today.")
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("done_on") and data.get("state") != StepState.DONE:
            self.add_error("state", _("It has a day on which it was done: choose the state “done”, or empty that day."))
        return data


class DocumentForm(forms.Form):
    """A document with its words; without `file` for one that is there already."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, DOCX, ODT, XLSX, ODS, PPTX, ODP, or a picture: JPEG, PNG, WebP, HEIC. At most 50 MB."),
    )
    title = forms.CharField(label=_("What it is"), max_length=200, help_text=_("For example: Minutes of 12 May 2026"))
    kind = forms.ChoiceField(label=_("Kind"), choices=capital(DocumentKind.choices), initial=DocumentKind.OTHER)
    access = forms.ChoiceField(
        label=_("Who may read it"),
        choices=capital(DocumentAccess.choices),
        widget=forms.RadioSelect,
        help_text=_("Members: signed-in people of the entities that belong to the partnership now."),
    )
    added_on = forms.DateField(
        label=_("Its day"),
        required=False,
        widget=DAY,
        help_text=_("Under this day it stands in the history. Empty: today."),
    )

    def __init__(self, *args: Any, uploads: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not uploads:
            del self.fields["file"]
            self.fields["added_on"].required = True


class VersionForm(forms.Form):
    """A newer version of a document."""

    file = forms.FileField(label=_("File of the newer version"))


class ContactForm(forms.Form):
    """A member's person, kept by the member itself."""

    contact_name = forms.CharField(label=_("Contact person"), max_length=150, required=False)
    contact_email = EmailField(label=_("E-mail address"), required=False)
    contact_phone = PhoneField(label=_("Telephone"), required=False)
    agreed = forms.BooleanField(
        label=_("This person agrees that the other members see these details"),
        required=False,
        help_text=_("Only signed-in people of the members see the list. Untick to leave it."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("agreed") and not data.get("contact_name"):
            self.add_error("contact_name", _("Write who agreed."))
        return data


def team_choices(partnership: LocalPartnership) -> dict[str, Choices]:
    """Options of the rows of a support team: the centres, and who works in the partnership's own one; who is named
    in it already stays.
    """
    named = SupportPerson.objects.filter(partnership=partnership).values_list("centre", "user")
    centres = choosable(SupportCentre.objects.active().order_by("sort_name"), [centre for centre, _user in named])
    working = Assignment.objects.filter(centre=partnership.centre_id).values("user")
    staff = choosable(User.objects.filter(pk__in=working, is_active=True), [user for _centre, user in named])
    return {
        "centres": [("", "—"), *((str(row.pk), row.short_name) for row in centres)],
        "users": [("", "—"), *((str(row.pk), str(row)) for row in sorted(staff, key=attrgetter("sort_name", "pk")))],
    }


def refuse_twice(rows: list[MemberForm]) -> bool:
    """Whether an entity is a present member twice; the second one is told so beside its field."""
    present = Counter(
        row.cleaned_data["entity"].pk for row in rows if row.has_changed() and not row.cleaned_data.get("left_on")
    )
    again: set[int] = set()
    for row in rows:
        if not row.has_changed() or row.cleaned_data.get("left_on"):
            continue
        key = row.cleaned_data["entity"].pk
        if present[key] > 1 and key in again:
            row.add_error("entity", TWICE)
        again.add(key)
    return any(count > 1 for count in present.values())
