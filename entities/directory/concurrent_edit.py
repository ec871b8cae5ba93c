"""Two people at one record: each writes only what they changed, and what both changed is shown before it is written.

The form carries a short sign of each field as it was when the page was opened.
"""

import json
from typing import Any, NamedTuple

from django import forms
from django.utils.text import capfirst

from common.web.json_input import JSONRefused, parse_json
from entities.directory.models import Entity
from entities.directory.snapshots import digest, group_of, plain

ANSWERS = ("is_other", "was")  # of the form, not of the record


class Clash(NamedTuple):
    """A field that somebody else changed meanwhile: what stands there now."""

    label: str
    theirs: str


class CarefulForm(forms.ModelForm):
    """A form of a record that knows what its writer changed."""

    was = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.initial["was"] = self._signs(self.instance)

    def against(self, now: Entity) -> tuple[dict[str, Any], list[Clash]]:
        """(what the writer changed, what somebody else changed meanwhile too), for a valid form and the record now."""
        before, mine, clashes = self._before(), {}, []
        for name in self._names():
            group = group_of(name)
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

    def renew(self, now: Entity) -> None:
        """The page is drawn again: from here on the writer has seen the record as it stands now."""
        self.data = self.data.copy()
        self.data[self.add_prefix("was")] = self._signs(now)

    def _names(self) -> list[str]:
        return [name for name in self.fields if name not in ANSWERS]

    def _signs(self, entity: Entity) -> str:
        return json.dumps({name: digest(getattr(entity, part) for part in group_of(name)) for name in self._names()})

    def _before(self) -> dict[str, str]:
        try:
            given = parse_json(self.cleaned_data.get("was") or "{}")
        except JSONRefused:
            return {}
        return {name: str(sign) for name, sign in given.items()} if isinstance(given, dict) else {}
