"""Forms of the panel's pages about registrations."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.registration.reminders import MOST_DAYS


class ReminderForm(forms.Form):
    """When people are reminded."""

    days = forms.IntegerField(
        label=_("days before the event"),
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        help_text=_("It goes out at nine in the morning to everyone who has a place. Leave empty for no reminder."),
    )
