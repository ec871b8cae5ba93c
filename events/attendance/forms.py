"""Forms at the door."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.db.fields import new_token
from common.forms.fields import limit_choices
from common.text.polish import date_range
from entities.directory.entity_widget import EntityPickField
from events.catalogue.models import Event
from events.registration.detail_forms import asks_details
from events.registration.entry_forms import EntryForm
from events.registration.models import ParticipantRole


class DoorLinkForm(forms.Form):
    """For which day of the event, and what a volunteer may do there."""

    day = forms.TypedChoiceField(label=_("Day"), coerce=date.fromisoformat)
    may_add = forms.BooleanField(
        label=_("May add people without a registration or a place"),
        help_text=_("Otherwise only those on the list can be marked."),
        required=False,
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = [event.starts_on + timedelta(days=n) for n in range((event.ends_on - event.starts_on).days + 1)]
        ahead = [day for day in days if day >= timezone.localdate()]
        self.fields["day"].choices = [(day.isoformat(), date_range(day)) for day in ahead]


@asks_details(name_before="phone", others_before="phone")
class GuestWalkInForm(EntryForm):
    """Somebody without a registration, entered by a volunteer: all that the form asks, without the directory."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("form_key", new_token())


class WalkInForm(GuestWalkInForm):
    """The same, entered by the staff: with the entity and the role."""

    entity = EntityPickField(label=_("Entity: name or NIP"), url=reverse_lazy("panel:entity-search"), required=False)
    role = forms.ChoiceField(label=_("Role"), choices=ParticipantRole, initial=ParticipantRole.PARTICIPANT)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_choices(self, user)
