"""The panel's form of an event: its plain fields; stops, programme and roles have forms of their own."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.forms.fields import choosable
from common.text.polish import date_range
from entities.centres.models import SupportCentre
from entities.centres.permissions import CentrePermission, centres_for
from entities.territory.county_fields import regional_counties
from events.catalogue.models import DocumentKind, Event
from events.catalogue.permissions import events_for
from events.registration.models import ParticipantRole
from partnerships.agreements.permissions import partnerships_for
from partnerships.projects.permissions import projects_for

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class HoursField(forms.DecimalField):
    """`6,5` as it is written in Polish; a point is understood too, whatever the language."""

    def to_python(self, value: Any) -> Decimal | None:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        """`8`, not `8,0`."""
        return int(value) if isinstance(value, Decimal) and value == int(value) else value


class EventForm(forms.ModelForm):
    """Plain fields of an event."""

    online_url = forms.URLField(
        label=_("Link to the online meeting"), required=False, max_length=200, assume_scheme="https"
    )

    class Meta:
        model = Event
        fields = [
            "title", "kind", "centre", "starts_on", "ends_on", "starts_at", "ends_at", "venue", "town", "county",
            "online_url", "lead", "aim", "target_group", "project", "partnership", "registration_mode", "capacity",
            "entity_limit", "opens_at", "closes_at", "accessibility", "contact_name", "contact_phone", "contact_email",
        ]  # fmt: skip
        widgets = {
            "starts_on": DATE,
            "ends_on": DATE,
            "starts_at": TIME,
            "ends_at": TIME,
            "opens_at": MOMENT,
            "closes_at": MOMENT,
            "lead": forms.Textarea(attrs={"rows": 3}),
            "aim": forms.Textarea(attrs={"rows": 3}),
            "accessibility": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {"registration_mode": _("How people register")}
        help_texts = {
            "ends_on": _("Leave empty for a one-day event."),
            "capacity": _("Leave empty when there is no limit."),
            "town": _("Not needed when the event is online only."),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        event, centres = self.instance, centres_for(user, CentrePermission.RUN_EVENTS)
        self.fields["centre"].queryset = choosable(centres, [event.centre_id])
        projects, partnerships = (
            projects_for(user, CentrePermission.RUN_EVENTS),
            partnerships_for(user, CentrePermission.RUN_EVENTS),
        )
        self.fields["project"].queryset = choosable(projects, [event.project_id])
        self.fields["partnership"].queryset = choosable(partnerships, [event.partnership_id])
        if not self.is_bound and not self.instance.pk and len(mine := centres[:2]) == 1:
            self.initial["centre"] = mine[0].pk
        if "county" in self.fields:
            home = SupportCentre.objects.filter(pk=event.centre_id or self.initial.get("centre")).first()
            regional_counties(self.fields["county"], home.voivodeship_id if home else None)
        self.fields["ends_on"].required = False
        for name in {"kind", "registration_mode"} & self.fields.keys():
            self.fields[name].choices = [(value, capfirst(label)) for value, label in self.fields[name].choices]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("starts_on") and not data.get("ends_on") and "ends_on" not in self.errors:
            data["ends_on"] = data["starts_on"]
            self.instance.ends_on = data["starts_on"]
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first: correct one of them."))
        begins, ends = data.get("starts_at"), data.get("ends_at")
        if begins and ends and first == last and ends <= begins:
            self.add_error("ends_at", _("The event ends before it begins: correct one of the hours."))
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("Registration closes before it opens: correct one of the times."))
        return data


def _dated(event: Event) -> str:
    """Title and day: many events of a centre bear one title."""
    return f"{event}, {date_range(event.starts_on, event.ends_on)}"


class BasicsForm(EventForm):
    """What an event is, once it is planned: places and registration have pages of their own."""

    class Meta(EventForm.Meta):
        fields = [
            "title", "kind", "centre", "starts_on", "ends_on", "starts_at", "ends_at", "online_url", "theme", "lead",
            "aim", "description", "target_group", "target_region", "cost", "project", "partnership", "follows",
            "section", "assumption", "accessibility", "contact_name", "contact_function", "contact_phone",
            "contact_email", "title_en", "theme_en", "lead_en", "hours_by_hand", "hours_reason",
        ]  # fmt: skip
        widgets = EventForm.Meta.widgets | {
            "description": forms.Textarea(attrs={"rows": 8}),
            "lead_en": forms.Textarea(attrs={"rows": 3}),
            "hours_by_hand": forms.TextInput(attrs={"inputmode": "decimal"}),
        }
        field_classes = {"hours_by_hand": HoursField}
        localized_fields = ("hours_by_hand",)
        labels = {
            "follows": _("It follows the event"),
            "hours_by_hand": _("Hours of the whole event"),
            "hours_reason": _("Why they are others than the programme says"),
        }
        help_texts = {
            "ends_on": _("Leave empty for a one-day event."),
            "assumption": _("Only when the papers give no full date: what you took for certain."),
            "hours_by_hand": _("Leave empty to count them from the programme."),
            "target_region": _("In the genitive, for example: województwa lubuskiego."),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        near = (
            events_for(user, CentrePermission.RUN_EVENTS)
            .filter(centre=self.instance.centre_id)
            .exclude(pk=self.instance.pk)
        )
        self.fields["follows"].queryset = choosable(near.order_by("-starts_on", "-id"), [self.instance.follows_id])
        self.fields["follows"].label_from_instance = _dated

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        hours, reason = data.get("hours_by_hand"), data.get("hours_reason")
        if hours and not reason:
            self.add_error("hours_reason", _("Say why the hours are set by hand, or leave the hours empty."))
        if reason and hours is None and "hours_by_hand" not in self.errors:
            self.add_error("hours_by_hand", _("Enter the hours, or clear the reason below."))
        return data


class RegistrationSettingsForm(forms.ModelForm):
    """Who may come and how: the window, places, limits, the waiting list."""

    counted_roles = forms.MultipleChoiceField(
        label=_("Who counts among the participants"),
        choices=[],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The report counts these people."),
    )

    class Meta:
        model = Event
        fields = [
            "registration_mode", "capacity", "entity_limit", "opens_at", "closes_at", "has_waiting_list",
            "promotion_stops_at", "answers_by", "counted_roles",
        ]  # fmt: skip
        widgets = {"opens_at": MOMENT, "closes_at": MOMENT, "promotion_stops_at": MOMENT}
        labels = {
            "registration_mode": _("How people register"),
            "has_waiting_list": _("When places run out, keep a waiting list"),
            "promotion_stops_at": _("Free places go to the waiting list by themselves until"),
        }
        help_texts = {
            "capacity": _("Leave empty when there is no limit."),
            "answers_by": _("With approval: people read it before they register."),
            "promotion_stops_at": _("Later you call people from the list. For example noon of the day before."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles, mode = self.fields["counted_roles"], self.fields["registration_mode"]
        roles.choices = [(value, capfirst(str(label))) for value, label in ParticipantRole.choices]
        mode.choices = [(value, capfirst(str(label))) for value, label in mode.choices]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("Registration closes before it opens: correct one of the times."))
        return data


class DocumentForm(forms.Form):
    """A file to keep with the event."""

    file = forms.FileField(label=_("File"), help_text=_("PDF, a text document, a spreadsheet or a presentation."))
    kind = forms.ChoiceField(label=_("Kind"), choices=DocumentKind, initial=DocumentKind.OTHER)
    title = forms.CharField(label=_("What it is"), max_length=200, help_text=_("For example: Programme of the visit"))
    is_public = forms.BooleanField(
        label=_("Everyone may download it"),
        required=False,
        initial=True,
        help_text=_("Untick for evidence, for example invoices. A signed list is never shown."),
    )
