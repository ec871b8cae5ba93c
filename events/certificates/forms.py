"""On which terms an event certifies; why a certificate is revoked; the check code from paper."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms.fields import few
from events.certificates.models import CertificateTerms


class HoursField(forms.DecimalField):
    """`6,5` as it is written in Polish; a point is understood too, whatever the language."""

    def to_python(self, value: Any) -> Decimal | None:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        """`8`, not `8,0`."""
        return int(value) if isinstance(value, Decimal) and value == int(value) else value


class TermsForm(forms.ModelForm):
    """What is printed for everybody alike, and who gets one."""

    class Meta:
        model = CertificateTerms
        fields = ("share", "hours", "topics", "place", "signatory", "signatory_function")
        labels = {
            "share": _("Who gets one: present at this part of the sessions, in per cent"),
            "hours": _("Hours of the whole event"),
            "topics": _("Topics, one in a line"),
            "place": _("Place of issue"),
            "signatory": _("Who signs: name and surname"),
            "signatory_function": _("Function of the person who signs"),
        }
        help_texts = {
            "hours": _("Everybody gets the part that they attended. Left empty, hours are not printed."),
            "topics": _("For trainings. Left empty, topics are not printed."),
        }
        field_classes = {"hours": HoursField}
        localized_fields = ("hours",)
        widgets = {
            "hours": forms.TextInput(attrs={"inputmode": "decimal"}),
            "topics": few(4),
        }
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
