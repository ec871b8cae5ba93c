"""Fields of forms for the details of a person, as `person_details` declares them."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common.forms.fields import EmailField, NameField
from common.forms.mail_domains import meant_address
from events.registration.person_details import DETAILS, NAME, Detail, Word

INVALID_EMAIL = _("Enter a whole e-mail address, for example anna@spoldzielnia.pl")


class PersonForm(forms.Form):
    """A form that asks for the details of a person; `@asks_details` gives it their fields."""

    asked: tuple[str, ...] = ()
    # Addresses about which the writer was asked already: sent once more, they stand. None: nobody can be asked.
    asked_about: frozenset[str] | None = None

    def clean_email(self) -> str:
        """A mistyped domain of a well-known post office is asked back, once; it is not refused."""
        email = str(self.cleaned_data["email"])
        meant = meant_address(email) if self.asked_about is not None else ""
        if meant and email.lower() not in (self.asked_about or ()):
            raise forms.ValidationError(
                _("Did you mean %(meant)s? Correct the address; if it is right, send the form again."),
                params={"meant": meant},
            )
        return email

    def besides_name(self) -> list[forms.BoundField]:
        """Fields of all details but the name, which stands in a line of its own."""
        return [self[name] for name in self.asked if name not in NAME]

    def has_errors_besides_name(self) -> bool:
        """Whether something is wrong in what may stand folded away: details, telephone, needs."""
        return not self.errors.keys().isdisjoint({*self.asked, "phone", "needs"} - {*NAME})


F = TypeVar("F", bound=PersonForm)


def asks_details(
    *,
    of_oneself: bool = False,
    may_be_empty: bool = False,
    name_before: str = "",
    others_before: str = "",
    help_texts: Mapping[str, Word] | None = None,
) -> Callable[[type[F]], type[F]]:
    """Give the form a field for each detail that it does not word itself.

    `may_be_empty`: a row that may stay empty, which its form judges. `name_before`, `others_before`: the fields before
    which the name and the other details stand; at the end when empty.
    """

    def given(form: type[F]) -> type[F]:
        made = {
            one.name: _field(one, of_oneself, may_be_empty, (help_texts or {}).get(one.name, ""))
            for one in DETAILS
            if one.name not in form.base_fields
        }
        fields: dict[str, forms.Field] = {}
        for name, field in [*form.base_fields.items(), ("", None)]:
            if name == name_before:
                fields |= {key: one for key, one in made.items() if key in NAME}
            if name == others_before:
                fields |= {key: one for key, one in made.items() if key not in NAME}
            if field is not None:
                fields[name] = field
        form.base_fields = form.declared_fields = fields
        form.asked = tuple(made)
        return form

    return given


def _field(detail: Detail, of_oneself: bool, may_be_empty: bool, help_text: Word) -> forms.Field:
    label = detail.label or detail.heading
    missing = (of_oneself and detail.own_missing) or detail.missing
    if may_be_empty and not missing:
        label = detail.optional_label or format_lazy("{} {}", label, _("(optional)"))
    elif of_oneself:
        label = detail.own_label or label
    required = bool(missing) and not may_be_empty
    errors = {"required": missing} if required else {}
    if detail.name == "email":
        return EmailField(
            label=label, required=required, help_text=help_text, error_messages={"invalid": INVALID_EMAIL, **errors}
        )
    return NameField(
        label=label, required=required, help_text=help_text, error_messages=errors, max_length=detail.longest
    )
