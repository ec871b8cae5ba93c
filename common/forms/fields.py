"""Form fields shared by the apps above."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from html import escape
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.forms.utils import flatatt
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from common.text.phones import TYPED, clean_phone, typed_phone
from common.text.polish import number
from common.text.single_line import plain_line

M = TypeVar("M", bound=Model)
MOST = Decimal("999999999999.99")
MOST_OF_EMAIL = 254  # signs of an e-mail address, as the column of a model keeps it; Django's form field takes 320


def said(data: Mapping[str, Any], name: str, longest: int = 500) -> str:
    """A line typed beside a button, outside a form: one line, no control characters, at most so long."""
    text = str(data.get(name) or "")
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:longest]


def few(rows: int) -> forms.Textarea:
    """A text box of so many lines."""
    return forms.Textarea(attrs={"rows": rows, "class": "few"})


def choosable(allowed: QuerySet[M], kept: Iterable[int | None] = ()) -> QuerySet[M]:
    """What a field of a related object offers: what this person may choose for this act, and what stands there already.

    `allowed` comes from a query of the step's `permissions.py` (`projects_for(user, act)`); `kept`: keys of the record
    as it is stored, so that saving the form leaves them to somebody who could not have chosen them.
    """
    stored = [key for key in kept if key]
    if not stored:
        return allowed
    mine = Q(pk__in=allowed.order_by().values("pk")) | Q(pk__in=stored)
    return allowed.model._default_manager.filter(mine).order_by(*allowed.query.order_by)


class LimitedField(forms.Field):
    """A field whose choices depend on who fills it in; without anybody it offers what everybody may choose."""

    def limit_to(self, user: Any, kept: Iterable[Any] = ()) -> None:
        """Offer what this user may choose, and the objects that stand there already."""
        raise NotImplementedError


def limit_choices(form: forms.BaseForm, user: Any, kept: Iterable[Any] = ()) -> None:
    """Each field of the form that depends on who fills it in offers what this user may choose."""
    for field in form.fields.values():
        if isinstance(field, LimitedField):
            field.limit_to(user, kept)


class NameField(forms.CharField):
    """A name: one line of plain words, no control characters, at most 100 characters.

    Too long a name is refused with its length; a browser that knew the limit would cut what is pasted and say nothing.
    """

    default_validators = [plain_line]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 100, **kwargs})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


class EmailField(forms.EmailField):
    """An e-mail address, no longer than the column of a model keeps."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": MOST_OF_EMAIL, **kwargs})


class PhoneField(forms.CharField):
    """A telephone number as people write it, with an extension; kept as `common.text.phones` says."""

    is_phone = True

    def __init__(self, *, helplines: bool = False, **kwargs: Any) -> None:
        self.helplines = helplines  # an office's, which may be a short one
        widget = forms.TextInput(attrs={"type": "tel"})
        super().__init__(**{"max_length": TYPED, "widget": widget, **kwargs})
        self.country = "PL"  # a form may set the country of numbers without a prefix

    def prepare_value(self, value: Any) -> Any:
        return typed_phone(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        return clean_phone(super().clean(value), self.country, helplines=self.helplines)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return clean_phone(str(data or ""), self.country, helplines=self.helplines) != (initial or "")
        except ValidationError:
            return True


class AmountField(forms.CharField):
    """A sum or a value as Poles write it: `1 234 567,89`, also with a point, `zł` after it."""

    default_error_messages = {"amount": _("Write a number, for example 1 234 567,89.")}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"max_length": 30, "widget": widget, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return number(value, 0 if value == value.to_integral_value() else 2)
        return value

    def clean(self, value: Any) -> Decimal | None:
        text = "".join(super().clean(value).split()).removesuffix("zł").replace("PLN", "").replace(",", ".")
        if not text:
            return None
        try:
            amount = Decimal(text)
        except InvalidOperation:
            amount = Decimal("NaN")
        if not amount.is_finite() or not 0 <= amount <= MOST or amount != round(amount, 2):
            raise ValidationError(self.error_messages["amount"], code="amount")
        return amount


class QuickSelect(forms.Select):
    """A plain select of many options: written in one go, where Django opens two templates for each option.

    `source` gives them when the select is drawn, where the field's own choices would be read as models.
    """

    def __init__(self, *, source: Callable[[], Iterable[tuple[str, str]]] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.source = source

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        chosen = set(self.format_value(value))
        # The plain escape of the standard library: every label here is text, never markup.
        choices = [(str(key), escape(str(label))) for key, label in (self.source() if self.source else self.choices)]
        options = "".join(
            f'<option value="{escape(key)}"{" selected" if key in chosen else ""}>{label}</option>'
            for key, label in choices
        )
        tag = flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})
        return mark_safe(f"<select{tag}>{options}</select>")  # noqa: S308 (escaped above, attributes by flatatt)
