"""What a form showed, as short digests in a hidden field: nobody overwrites what others wrote since it was opened.

A value that comes back as it was shown was not typed. A form of rows tells each row's digests one after another
(`digests_of`, `as_shown`), so that a page of hundreds of rows stays small; the form of a record (`ConcurrentEditForm`)
tells them by field, and finds what both writers changed.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b, blake2s
from typing import Any, NamedTuple, cast

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.text import capfirst

from common.web.json_input import JSONRefused, parse_json

LENGTH = 8


def plain(value: Any) -> Any:
    """A field's value as it stands in JSON."""
    if isinstance(value, Model):
        return value.pk
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else "" if value is None else value


def digest(values: Iterable[Any]) -> str:
    """A digest of these values together: the same when nothing was changed. Kept in the database by mergers."""
    text = json.dumps([plain(value) for value in values], ensure_ascii=False, sort_keys=True, default=str)
    return blake2s(text.encode(), digest_size=6).hexdigest()


# --- a form of rows -------------------------------------------------------------------------------------------------
def digests_of(values: Mapping[str, object], names: Sequence[str]) -> str:
    """A digest of each of these values, one after another."""
    return "".join(_short(values[name]) for name in names)


def as_shown(values: Mapping[str, object], names: Sequence[str], digests: str) -> frozenset[str]:
    """Names whose values are what the page showed; none where the page did not say what it showed."""
    if len(digests) != LENGTH * len(names):
        return frozenset()
    told = [digests[at : at + LENGTH] for at in range(0, len(digests), LENGTH)]
    return frozenset(name for name, one in zip(names, told, strict=True) if _short(values[name]) == one)


def _short(value: object) -> str:
    """Blind to what a browser takes off a line of text."""
    text = "".join(str(value).splitlines()).strip()
    return urlsafe_b64encode(blake2b(text.encode(), digest_size=LENGTH * 3 // 4).digest()).decode()


# --- the form of a record -------------------------------------------------------------------------------------------
class Clash(NamedTuple):
    """A field that somebody else changed meanwhile: what stands there now."""

    label: str
    theirs: str


class ConcurrentEditForm(forms.ModelForm):
    """A form of a record that knows what its writer changed, and shows what both changed before it is written.

    `together` are fields that are changed together; `not_stored` belong to the form, not to the record.
    """

    together: tuple[tuple[str, ...], ...] = ()
    not_stored: tuple[str, ...] = ()

    was = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.initial["was"] = self._digests(self.instance)

    def against(self, now: Model) -> tuple[dict[str, Any], list[Clash]]:
        """(what the writer changed, what somebody else changed meanwhile too), for a valid form and the record now."""
        before, mine, clashes = self._before(), {}, []
        for name in self._names():
            group = self._group(name)
            there = digest(getattr(now, part) for part in group)
            typed = digest(self.cleaned_data[part] for part in group)
            was = before.get(name, there)
            if typed in (was, there):
                continue
            if there == was:
                mine[name] = self.cleaned_data[name]
            elif plain(getattr(now, name)) != plain(self.cleaned_data[name]):
                value = getattr(now, name)
                clashes.append(Clash(capfirst(str(self.fields[name].label)), "" if value is None else str(value)))
        return mine, clashes

    def renew(self, now: Model) -> None:
        """The page is drawn again: from here on the writer has seen the record as it stands now."""
        data = cast(QueryDict, self.data).copy()
        data[self.add_prefix("was")] = self._digests(now)
        self.data = data

    def _names(self) -> list[str]:
        return [name for name in self.fields if name not in ("was", *self.not_stored)]

    def _group(self, name: str) -> tuple[str, ...]:
        return next((group for group in self.together if name in group), (name,))

    def _digests(self, record: Model) -> str:
        return json.dumps({name: digest(getattr(record, part) for part in self._group(name)) for name in self._names()})

    def _before(self) -> dict[str, str]:
        try:
            given = parse_json(self.cleaned_data.get("was") or "{}")
        except JSONRefused:
            return {}
        return {name: str(one) for name, one in given.items()} if isinstance(given, dict) else {}
