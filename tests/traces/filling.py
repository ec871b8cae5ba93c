"""Filling in the portal's forms as a browser would: what stands in them is sent back, with what a person types."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.http import HttpResponse
from django.test import Client

from tests.traces.mark import is_marked


@dataclass
class Drawn:
    """A form of a page: where it is sent, and what stands in its fields."""

    action: str
    values: dict[str, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)


class Page(HTMLParser):
    """The posting forms of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Drawn] = []
        self.form: Drawn | None = None
        self.select = self.textarea = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value, kind = given.get("name") or "", given.get("value") or "", given.get("type") or "text"
        if tag == "form":
            is_posting = (given.get("method") or "get").lower() == "post"
            self.form = Drawn(given.get("action") or "") if is_posting else None
            if self.form:
                self.forms.append(self.form)
        elif self.form is None:
            return
        elif tag == "input" and name and kind not in ("submit", "button", "image"):
            self.form.names.add(name)
            if kind not in ("checkbox", "radio", "file"):
                self.form.values.setdefault(name, []).append(value)
            elif "checked" in given:
                self.form.values.setdefault(name, []).append(value or "on")
        elif tag == "select":
            self.select = name
            self.form.names.add(name)
        elif tag == "option" and self.select and "selected" in given:
            self.form.values.setdefault(self.select, []).append(value)
        elif tag == "textarea":
            self.textarea = name
            self.form.names.add(name)
            self.form.values.setdefault(name, [""])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.textarea = ""

    def handle_data(self, data: str) -> None:
        if self.textarea and self.form:
            self.form.values[self.textarea][0] += (
                data.removeprefix("\n") if not self.form.values[self.textarea][0] else data
            )


def fill(client: Client, url: str, typed: dict[str, Any], **also: Any) -> HttpResponse:
    """Open the page, type into the form that has these fields (`name` also finds `r-0-name`), send it.

    `also` is sent as it stands: a button, a file. Fails unless the portal takes the form.
    """
    page = client.get(url)
    assert page.status_code == 200, f"{url}: {page.status_code}"
    for drawn in Page(page.content.decode()).forms:
        named = {key: _full(key, drawn.names) for key in typed}
        if all(named.values()):
            break
    else:
        found = [sorted(drawn.names) for drawn in Page(page.content.decode()).forms]
        raise AssertionError(f"{url}: no form with {sorted(typed)} among {found}")
    sent = drawn.values | {str(named[key]): value for key, value in typed.items()} | also
    answer: HttpResponse = client.post(drawn.action or url, sent)
    assert answer.status_code in (200, 302), f"{url}: {answer.status_code} {errors_of(answer)}"
    assert not errors_of(answer), f"{url}: {errors_of(answer)}"
    return answer


def _full(key: str, names: set[str]) -> str:
    return key if key in names else next((name for name in sorted(names) if name.endswith(f"-{key}")), "")


def errors_of(answer: HttpResponse) -> list[Any]:
    """What the forms of a page say to be wrong."""
    contexts = getattr(answer, "context", None) or []
    values = [value for layer in contexts for one in layer for value in one.values()]
    rows = [form for value in values for form in getattr(value, "forms", [])]
    return [
        form.errors for form in [*values, *rows] if isinstance(form, forms.BaseForm) and form.is_bound and form.errors
    ]


@contextmanager
def noted(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """`module.Form.field` of every field into which something marked was typed meanwhile."""
    seen: set[str] = set()
    clean = forms.BaseForm.full_clean

    def full_clean(form: Any) -> None:
        clean(form)
        for name, one in form.fields.items() if form.is_bound else ():
            if is_marked(form._widget_data_value(one.widget, form.add_prefix(name))):
                seen.update(where(form, name))

    with monkeypatch.context() as patch:
        patch.setattr(forms.BaseForm, "full_clean", full_clean)
        yield seen


def where(form: Any, name: str) -> set[str]:
    """The field under the name of its form, and of the forms from which that one has it."""
    classes = [one for one in type(form).__mro__ if name in getattr(one, "base_fields", {})] or [type(form)]
    told = re.sub(r"-\d+$", "-*", name)  # a question of an event
    return {f"{one.__module__}.{one.__qualname__}.{told}" for one in classes}
