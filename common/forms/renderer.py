"""How forms are drawn: FORM_RENDERER. Fields and controls are plain strings; the rare rest is templates/django/forms/.

A form holds dozens of fields, and a template for each, with one more for its control, costs most of the page's time.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import BoundField
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from common.forms.personal_fields import PersonalField
from common.templatetags.components import attributes, icon

Context = Mapping[str, Any]


class ComponentRenderer(TemplatesSetting):
    """Django asks for a template by its name; those of DRAWN are functions."""

    bound_field_class = PersonalField

    def render(self, template_name: str, context: Any, request: HttpRequest | None = None) -> str:
        draw = DRAWN.get(template_name)
        return draw(context) if draw else super().render(template_name, context, request)


def field_group(context: Context) -> SafeString:
    """One field: label, hint, error with its sign, control. Django ties hint and error to the control.

    Optional fields say so; not in a form with `mark_optional = False`, nor a field that another answer makes required
    (`field.depends`). A single checkbox stands before its label; a group of choices is a fieldset.
    """
    field: BoundField = context["field"]
    errors = str(field.errors)
    bad = " field--bad" if errors else ""
    # Hints are our own words: they may hold links.
    key, hint = f"{field.auto_id}_helptext", field.help_text
    if field.widget_type == "checkbox":
        small = f'<small id="{key}">{hint}</small>' if hint else ""
        text = f"{field}<span>{conditional_escape(field.label)}{small}</span>"
        label = f'<label class="pick" for="{field.id_for_label}">{text}</label>'
        return mark_safe(f'<div class="field{bad}">{errors}{label}</div>')  # noqa: S308 escaped
    small = f'<p class="hint" id="{key}">{hint}</p>' if hint else ""
    below = f"{small}{errors}{field}"
    name = f"{conditional_escape(field.label)}{_optional(field)}" if field.label else ""
    if field.use_fieldset:
        told = f' aria-describedby="{field.aria_describedby}"' if field.aria_describedby else ""
        legend = f"<legend>{name}</legend>" if name else ""
        return mark_safe(f'<fieldset class="field{bad}"{told}>{legend}{below}</fieldset>')  # noqa: S308 escaped
    label = f'<label for="{field.id_for_label}">{name}</label>' if name else ""
    return mark_safe(f'<div class="field{bad}">{label}{below}</div>')  # noqa: S308 escaped


def _optional(field: BoundField) -> str:
    required = field.field.required or getattr(field.field, "depends", False)
    if required or getattr(field.form, "mark_optional", True) is False:
        return ""
    word = gettext("(optional)")
    return f' <span class="opt">{word}</span>'


def control(context: Context) -> SafeString:
    """A control of one line."""
    return _control(context["widget"])


def _control(widget: Context) -> SafeString:
    value = widget["value"]
    given = "" if value is None else f' value="{conditional_escape(value)}"'
    name = conditional_escape(widget["name"])
    return mark_safe(  # noqa: S308 escaped
        f'<input type="{widget["type"]}" name="{name}"{given}{attributes(widget["attrs"])}>'
    )


def text_area(context: Context) -> SafeString:
    """A control of several lines. The line break after the tag is HTML's: a text may begin with one of its own."""
    widget = context["widget"]
    text, name = conditional_escape(widget["value"] or ""), conditional_escape(widget["name"])
    return mark_safe(f'<textarea name="{name}"{attributes(widget["attrs"])}>\n{text}</textarea>')  # noqa: S308 escaped


def choices(context: Context) -> SafeString:
    """Check boxes or radio buttons, each with its label; a group of them stands under its name."""
    widget, drawn = context["widget"], []
    for group, options, _index in widget["optgroups"]:
        if group:
            drawn.append(f'<p class="hint">{conditional_escape(group)}</p>')
        for option in options:
            mine = option["attrs"].get("id")
            tied = f' for="{mine}"' if mine else ""
            words = f"<span>{conditional_escape(option['label'])}</span>"
            drawn.append(f'<label class="pick"{tied}>{_control(option)}{words}</label>')
    key, more = widget["attrs"].get("id"), widget["attrs"].get("class")
    tied, classes = f' id="{key}"' if key else "", f"picks {more}" if more else "picks"
    return mark_safe(f'<div{tied} class="{classes}">{"".join(drawn)}</div>')  # noqa: S308 escaped


def errors_of(context: Context) -> SafeString:
    """The errors of a field, or those of a whole form."""
    errors = context["errors"]
    if not errors:
        return mark_safe("")
    key = f' id="{errors.field_id}_error"' if getattr(errors, "field_id", None) else ""
    told = "".join(
        f'<li class="err">{icon("warning")}<span>{conditional_escape(error)}</span></li>' for error in errors
    )
    return mark_safe(f'<ul class="errs"{key}>{told}</ul>')  # noqa: S308 escaped


ONE_LINE = ("text", "email", "hidden", "checkbox", "number", "password", "url", "date", "time", "datetime", "file")
DRAWN: dict[str, Callable[[Context], SafeString]] = {
    "django/forms/field.html": field_group,
    "django/forms/widgets/textarea.html": text_area,
    "django/forms/widgets/radio.html": choices,
    "django/forms/widgets/checkbox_select.html": choices,
    "django/forms/errors/list/default.html": errors_of,
    "django/forms/errors/list/ul.html": errors_of,
    **{f"django/forms/widgets/{name}.html": control for name in (*ONE_LINE, "input")},
}
