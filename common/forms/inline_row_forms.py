"""Forms in rows that are added, moved and removed by submit buttons: plain HTML, no script needed.

A page sends `act`: `save`, `add`, `paste`, `up-2`, `down-2`, `drop-2`. Every act but `save` draws the page again with
what was typed, complete or not; `static/js/row-buttons.js` does so without a reload. Rows keep the ids of what they
edit; the page also says which rows it had when it was opened (`seen`), so that a row that a colleague added meanwhile
stays.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from common.forms.fields import limit_choices
from common.web.ids import LARGEST_ID, clean_ids, clean_number

Initial = list[dict[str, Any]]
SAVE, ADD, PASTE, UP, DOWN, DROP = "save", "add", "paste", "up", "down", "drop"
# So many rows stand open; of more, those that are saved and right are folded to a line.
OPEN_ROWS = 2


class RowForm(forms.Form):
    """One row. `told`: fields that say the row is filled; `layout`: names in lines; `more`: names under "More";
    `carried`: hidden fields that come back as they were sent; `once`: fields that together may stand in one row only.
    """

    told: tuple[str, ...] = ()
    layout: tuple[tuple[str, ...], ...] = ()
    more: tuple[tuple[str, ...], ...] = ()
    carried: tuple[str, ...] = ("id",)
    once: tuple[str, ...] = ()
    # The form of a list to be pasted, where this part takes one; `of_pasted` makes rows of what was sent by it.
    paste_form: type[forms.Form] | None = None
    use_required_attribute = False

    id = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: Any = None, kept: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_choices(self, user, kept)

    @classmethod
    def following(cls, above: Mapping[str, Any]) -> dict[str, Any]:
        """What a new row takes over from the row above it."""
        return {}

    @classmethod
    def of_pasted(cls, asked: Mapping[str, Any], rows: Initial, *, user: Any) -> Initial:
        """Rows of a pasted list that are not among these yet."""
        raise NotImplementedError

    def summary(self) -> str:
        """The row in a line, for when it is folded."""
        values = [self[name].value() for name in self.told]
        told = [str(next(iter(value), "") if isinstance(value, tuple) else value or "") for value in values]
        return ", ".join(list(dict.fromkeys(text for text in told if text))[:2])

    def folded(self) -> bool:
        """Whether the row needs nothing now: it is saved, right, and not the one that was just touched."""
        touched = any("autofocus" in field.widget.attrs for field in self.fields.values())
        return bool(self["id"].value()) and not touched and not (self.is_bound and self.errors)

    def has_changed(self) -> bool:
        """Whether something stands in the row: an empty new row is passed over."""
        values = [self[name].value() for name in ("id", *self.told)]
        return any(any(value) if isinstance(value, tuple) else value for value in values)

    def lines(self) -> list[list[BoundField]]:
        """Fields as they stand under each other; several in a line stand side by side."""
        return self._lines(self.layout)

    def more_lines(self) -> list[list[BoundField]]:
        """Fields that are seldom needed."""
        return self._lines(self.more)

    def carried_fields(self) -> list[BoundField]:
        """What the row brings back unseen."""
        return [self[name] for name in self.carried]

    def more_open(self) -> bool:
        """Whether one of the seldom fields is filled or wrong."""
        names = [name for line in self.more for name in line if name in self.fields]
        return any(self.errors.get(name) if self.is_bound else None for name in names) or any(
            any(value) if isinstance(value := self[name].value(), tuple) else value for name in names
        )

    def _lines(self, layout: tuple[tuple[str, ...], ...]) -> list[list[BoundField]]:
        lines = [[self[name] for name in line if name in self.fields and not self[name].is_hidden] for line in layout]
        return [line for line in lines if line]


def _says_something(row: Mapping[str, Any], form: type[RowForm]) -> bool:
    values = [row.get(name) for name in ("id", *form.told)]
    return any(any(value[:2]) if isinstance(value, tuple) else value for value in values)


class Rows:
    """The rows of a page: as they stand, as typed after a row's button, or bound to be saved."""

    def __init__(
        self,
        form: type[RowForm],
        *,
        initial: Sequence[Mapping[str, Any]],
        data: Mapping[str, Any] | None = None,
        most: int = 60,
        prefix: str = "r",
        user: Any = None,
        **options: Any,
    ) -> None:
        self.form, self.prefix, self.most, self.options = form, prefix, most, options
        if user is not None:  # what stands in the rows stays, though this user could not choose it
            named = [value for row in initial for value in row.values() if isinstance(value, Model)]
            self.options |= {"user": user, "kept": named}
        self.data = data
        self.clashes = False  # somebody else changed them since the page was opened
        self.act, self.place = self._button()
        self.focus_add = False
        seen = [row["id"] for row in initial if row.get("id")]
        self.seen = set(seen) if data is None else self._seen(str(data.get(f"{prefix}-seen", "")))
        self.pasted = 0
        if data is None:
            self.forms = self._drawn(initial or [{}])
        elif self.saves:
            self.forms = [self._form(n, data=data, empty_permitted=True) for n in range(self._count())]
        else:
            self.forms = self._moved([self._typed(n) for n in range(self._count())])

    @property
    def saves(self) -> bool:
        """Whether the page asks to save (and not to move a row)."""
        return self.data is not None and self.act == SAVE

    @property
    def is_full(self) -> bool:
        return len(self.forms) >= self.most

    @property
    def seen_text(self) -> str:
        return ",".join(map(str, sorted(self.seen)))

    @property
    def folds(self) -> bool:
        """Whether rows that are saved and right stand as a line each."""
        return len(self.forms) > OPEN_ROWS

    def paste_form(self) -> forms.Form | None:
        """What is asked beside a pasted list; None where rows are not pasted."""
        return self.form.paste_form(prefix=f"{self.prefix}-paste") if self.form.paste_form else None

    def is_valid(self) -> bool:
        """All filled rows are right, and none says again what must be said once."""
        return self.saves and all(form.is_valid() for form in self.forms) and not self._repeated()

    def _repeated(self) -> bool:
        """Whether a row repeats one above it; it is told so, for saving would drop it without a word."""
        above, repeated = set(), False
        for form in self.forms:
            told = tuple(form.cleaned_data.get(name) for name in form.once) if form.has_changed() else ()
            if told in above:
                form.add_error(form.once[0], _("This stands above already. Change the row or remove it."))
                repeated = True
            above |= {told} if any(told) else set()
        return repeated

    def rows(self) -> list[dict[str, Any]]:
        """What the filled rows say, in their order."""
        return [form.cleaned_data for form in self.forms if form.has_changed()]

    def _button(self) -> tuple[str, int]:
        act, _, place = str((self.data or {}).get("act", SAVE)).partition("-")
        if act in (ADD, PASTE):
            return act, -1
        number = clean_number(place, most=999)
        return (act, number) if act in (UP, DOWN, DROP) and number is not None else (SAVE, -1)

    def _with_pasted(self, values: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The rows that say something, and after them one for each pasted line."""
        asked = self.form.paste_form(self.data, prefix=f"{self.prefix}-paste") if self.form.paste_form else None
        if asked is None or not asked.is_valid():
            return values
        filled = [row for row in values if _says_something(row, self.form)]
        rows = self.form.of_pasted(asked.cleaned_data, filled, user=self.options.get("user"))[: self.most - len(filled)]
        self.pasted = len(rows)
        return [*filled, *rows]

    def _count(self) -> int:
        return min(clean_number((self.data or {}).get(f"{self.prefix}-count"), most=99_999) or 0, self.most)

    def _seen(self, text: str) -> set[int]:
        return set(clean_ids(text.split(",")[:500]))

    def _form(self, number: int, **given: Any) -> RowForm:
        return self.form(prefix=f"{self.prefix}-{number}", **given, **self.options)

    def _typed(self, number: int) -> dict[str, Any]:
        form = self._form(number)
        return {
            name: field.widget.value_from_datadict(self.data or {}, {}, form.add_prefix(name))
            for name, field in form.fields.items()
        }

    def _drawn(self, values: Sequence[Mapping[str, Any]]) -> list[RowForm]:
        return [self._form(number, initial=dict(row)) for number, row in enumerate(values)]

    def _moved(self, values: list[dict[str, Any]]) -> list[RowForm]:
        """The rows after the button, the row that one works with marked by the focus."""
        act, place, target = self.act, self.place, None
        if act == ADD and len(values) < self.most:
            values.append(self.form.following(values[-1]) if values else {})
            target = len(values) - 1
        elif act == PASTE:
            values, target = self._with_pasted(values), None
        elif act == DROP and place < len(values):
            del values[place]
            target = min(place, len(values) - 1) if values else None
        elif act in (UP, DOWN) and 0 <= (other := place + (1 if act == DOWN else -1)) < len(values) > place:
            values[place], values[other] = values[other], values[place]
            target = other
        drawn = self._drawn(values)
        self.focus_add = target is None
        if target is not None:
            name = next(name for line in drawn[target].layout for name in line if not drawn[target][name].is_hidden)
            drawn[target].fields[name].widget.attrs["autofocus"] = True
        return drawn


@dataclass(frozen=True)
class RowsEditor:
    """A part of a record edited as rows: the form of a row, its name and a hint; how the rows are read and saved."""

    form: type[RowForm]
    word: Any
    hint: Any
    load: Callable[[Any], Initial]
    save: Callable[..., Any]
    most: int = 60

    def rows(self, record: Model, *, data: Mapping[str, Any] | None, user: Any, **options: Any) -> Rows:
        """The rows as they stand, or as they were sent; `options` are given to the form of each."""
        return Rows(self.form, initial=self.load(record), data=data, most=self.most, user=user, **options)
