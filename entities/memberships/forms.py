"""Forms about who keeps an entity's page."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms.fields import EmailField, few
from entities.memberships.models import ClaimWay, MemberRole

LONGEST = 500
ROLES = (
    (MemberRole.MEMBER, _("member: edits the page")),
    (MemberRole.OWNER, _("owner: also invites, decides on requests and gives roles")),
)


class ClaimForm(forms.Form):
    """How to ask for the care of a page: only ways that are open are offered."""

    way = forms.ChoiceField(
        label=_("Who can confirm that you are from this organisation?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who is to confirm.")},
    )
    reason = forms.CharField(
        label=_("Who are you there?"),
        max_length=1000,
        widget=few(3),
        help_text=_("Your function, and what will help to check it, for example the telephone of the office."),
        required=False,
    )

    def __init__(self, *args: Any, ways: Sequence[ClaimWay], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {
            ClaimWay.MAIL: _("The post box of the organisation: we send a link to the address that the directory has"),
            ClaimWay.OWNER: _("The person who keeps the page now"),
            ClaimWay.STAFF: _("The support centre: it will check and answer by mail"),
        }
        self.fields["way"].choices = [(way.value, words[way]) for way in ways]
        if len(ways) == 1:
            self.fields["way"].initial = ways[0].value
        self.fields["reason"].depends = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("way") == ClaimWay.STAFF and len(data.get("reason", "").strip()) < 10:
            self.add_error("reason", _("Write who you are there: the centre decides by it."))
        return data


class CodeForm(forms.Form):
    """The code that went to the invited address."""

    code = forms.CharField(
        label=_("Code from the mail"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        help_text=_("Eight digits. It is good for an hour."),
        error_messages={"required": _("Type the code from the mail.")},
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())


class InviteForm(forms.Form):
    """A colleague's address and what they will be."""

    email = EmailField(
        label=_("E-mail address of your colleague"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("A link goes there. It is good for 14 days, for one person."),
        error_messages={
            "required": _("Write the address to which the invitation is to go."),
            "invalid": _("Enter a whole e-mail address, for example anna@spoldzielnia.pl"),
        },
    )
    role = forms.ChoiceField(label=_("Role"), choices=ROLES, widget=forms.RadioSelect, initial=MemberRole.MEMBER)
