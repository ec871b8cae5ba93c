"""On which terms an event certifies; why a certificate is revoked; the check code from paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms.fields import few
from events.certificates.models import CertificateTerms


class TermsForm(forms.ModelForm):
    """What is printed for everybody alike, and who gets one."""

    class Meta:
        model = CertificateTerms
        fields = ("share", "prints_hours", "topics", "place", "signatory", "signatory_function")
        labels = {
            "share": _("Who gets one: present at this part of the sessions, in per cent"),
            "prints_hours": _("Print the hours that each person attended"),
            "topics": _("Topics, one in a line"),
            "place": _("Place of issue"),
            "signatory": _("Who signs: name and surname"),
            "signatory_function": _("Function of the person who signs"),
        }
        help_texts = {
            "topics": _("For trainings. Left empty, topics are not printed."),
        }
        widgets = {"topics": few(4)}
        error_messages = {
            "share": {"required": _("Enter a number from 1 to 100")},
            "place": {"required": _("Enter the place of issue")},
            "signatory": {"required": _("Enter who signs")},
            "signatory_function": {"required": _("Enter the function of the person who signs")},
        }

    def values(self) -> dict[str, Any]:
        """For the service."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def says_otherwise(self) -> bool:
        """Whether the sent terms are others than the saved ones; how a browser ends its lines is no difference."""

        def words(value: Any) -> Any:
            return value.split() if isinstance(value, str) else value

        return any(words(self.cleaned_data[name]) != words(self.initial.get(name)) for name in self.changed_data)


class RevokeForm(forms.Form):
    """A certificate is revoked with a reason, which its owner receives."""

    reason = forms.CharField(
        label=_("Why is it revoked?"),
        max_length=300,
        help_text=_("The person gets this by e-mail."),
        error_messages={"required": _("Enter the reason")},
    )
