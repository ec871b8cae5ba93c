"""What a field about a person tells the browser (WCAG 1.3.5): its purpose, its keyboard, and whose detail it is.

Only a detail of whoever fills the form in is completed by the browser: a form names such fields in `own_fields`. In a
field about somebody else the browser must not offer the writer's own name.
"""

from typing import Any

from django import forms
from django.forms import BoundField

# Names of fields for a detail of a person, and what HTML calls it (https://html.spec.whatwg.org/#autofill).
PURPOSES = {
    "first_name": "given-name",
    "last_name": "family-name",
    "full_name": "name",
    "name_of_person": "name",
    "contact_name": "name",
    "function": "organization-title",
    "contact_function": "organization-title",
    "email": "email",
    "contact_email": "email",
    "registrant_email": "email",
    "phone": "tel",
    "contact_phone": "tel",
    "entity_query": "organization",
    "new_name": "organization",
}


def is_personal(name: str, field: forms.Field) -> bool:
    """Whether the field asks for a name, a function, an address or a number of somebody."""
    return name in PURPOSES or isinstance(field, forms.EmailField) or getattr(field, "is_phone", False)


class PersonalField(BoundField):
    """A bound field that tells its purpose, where it is about a person; what its widget says itself stays."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        control = widget or self.field.widget
        if isinstance(control, (forms.TextInput, forms.EmailInput)) and is_personal(self.name, self.field):
            attrs = {**self._told(), **attrs, **control.attrs}
        return attrs

    def _told(self) -> dict[str, str]:
        purpose = PURPOSES.get(self.name, "off")
        told = {"autocomplete": purpose if self.name in getattr(self.form, "own_fields", ()) else "off"}
        if isinstance(self.field, forms.EmailField):
            told |= {"inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}
        elif getattr(self.field, "is_phone", False):
            told |= {"inputmode": "tel"}
        return told
