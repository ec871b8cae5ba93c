"""The panel's form of an event: its plain fields; stops, programme and roles have forms of their own."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from entities.centres.permissions import visible_centres
from events.catalogue.models import Event

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


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
        centres = visible_centres(user)
        self.fields["centre"].queryset = centres
        if not self.is_bound and not self.instance.pk and len(mine := centres[:2]) == 1:
            self.initial["centre"] = mine[0].pk
        self.fields["ends_on"].required = False
        for name in ("kind", "registration_mode"):
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
