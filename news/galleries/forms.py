"""The form by which anyone asks for a photo to be taken down."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TakedownForm(forms.Form):
    """Nothing is required: the photo's address says enough."""

    reason = forms.CharField(
        label=_("What is wrong with this photo?"),
        help_text=_("For example: I am on it and do not want to be shown. You need not give a reason."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    contact = forms.CharField(
        label=_("How shall we answer you?"),
        help_text=_("E-mail address or phone number. We use it only to answer this request."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )
