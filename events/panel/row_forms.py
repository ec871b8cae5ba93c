"""Forms of the plan of an event: one row of each of its parts (rows: common.forms.inline_row_forms)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.dateparse import parse_date
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from common.forms.fields import NameField, few
from common.forms.inline_row_forms import Initial, RowForm
from common.forms.pasted_rows import cells_of, lines_of, title_and_name
from common.text.folding import fold, sort_key
from common.text.polish import date_range
from entities.directory.entity_search import entities_of_names
from entities.directory.entity_widget import EntityPickField, Picked
from entities.directory.models import Entity, EntityKind
from entities.directory.services import Proposed
from entities.territory.county_fields import regional_counties
from entities.territory.models import County
from events.catalogue.models import EntityRole, Event
from events.programme.models import Appearance, AppearanceRole, PointKind, ProgrammeItem, Stop
from events.registration.models import QuestionKind

MOST_DAYS, MOST_POINTS, MOST_PASTED = 31, 40, 60
SEARCH = reverse_lazy("panel:entity-search")


def hour(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


def one_of(choices: Sequence[tuple[str, Any]], **given: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=[(value, capfirst(str(label))) for value, label in choices], **given)


def pasted_lines(example: Any) -> forms.CharField:
    return forms.CharField(
        label=_("The list, one in a line"),
        max_length=20_000,
        widget=few(5),
        help_text=format_lazy("{} {}", _("For example:"), example),
    )


class EventRowForm(RowForm):
    """A row of something that belongs to an event, with its days and stops to choose from."""

    def __init__(self, *args: Any, event: Event, stops: Sequence[Stop] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event, self.stops = event, {str(stop.pk): stop for stop in stops}
        if "day" in self.fields:
            self._offer_days()
        if "stop" in self.fields:
            self.fields["stop"].choices = [
                ("", _("the whole event")),
                *((key, str(s)) for key, s in self.stops.items()),
            ]
            if not self.stops:
                del self.fields["stop"]

    def _offer_days(self) -> None:
        event = self.event
        days = min((event.ends_on - event.starts_on).days + 1, MOST_DAYS)
        all_days = [event.starts_on + timedelta(days=number) for number in range(days)]
        field = self.fields["day"]
        field.choices = [(day.isoformat(), date_range(day)) for day in all_days]
        # Not sent: the first day.
        field.required, field.depends = False, True
        if days == 1:
            field.widget = forms.HiddenInput()
        self.initial.setdefault("day", event.starts_on.isoformat())

    @classmethod
    def following(cls, above: Mapping[str, Any]) -> dict[str, Any]:
        """The day of the row above; a point also its place, and it begins when that one ends."""
        taken = {name: above[name] for name in ("day", "stop") if above.get(name)}
        return taken | ({"starts_at": above["ends_at"]} if "stop" in cls.base_fields and above.get("ends_at") else {})

    def clean_day(self) -> date:
        return parse_date(self.cleaned_data["day"] or "") or self.event.starts_on

    def clean_stop(self) -> Stop | None:
        return self.stops.get(self.cleaned_data["stop"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        begins, ends = data.get("starts_at"), data.get("ends_at")
        if begins and ends and ends <= begins:
            self.add_error("ends_at", _("The end comes before the beginning: correct one of the hours."))
        return data


class StopForm(EventRowForm):
    """A place of a day."""

    told = ("name", "town", "host", "address", "description")
    layout = (("day",), ("host",), ("name",), ("address", "town"), ("county",), ("starts_at", "ends_at"))
    more = (("description",), ("description_en",))
    day = one_of([], label=_("Day"))
    host = EntityPickField(
        label=_("Who receives the guests"),
        url=SEARCH,
        required=False,
        help_text=_("An entity from the directory. Its name and address will be used where you leave them empty."),
    )
    name = forms.CharField(label=_("Name of the place"), required=False, max_length=200)
    address = forms.CharField(label=_("Street and number"), required=False, max_length=200)
    town = NameField(label=_("Town"), required=False)
    county = forms.ModelChoiceField(
        label=_("County"), queryset=County.objects.select_related("voivodeship"), required=False
    )
    starts_at, ends_at = hour(_("Begins at")), hour(_("Ends at"))
    description = forms.CharField(label=_("What is seen there"), required=False, max_length=5000, widget=few(4))
    description_en = forms.CharField(
        label=_("What is seen there, in English"), required=False, max_length=5000, widget=few(4)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regional_counties(self.fields["county"], self.event.centre.voivodeship_id)
        # Taken from the host, otherwise required: not called optional.
        for name in ("name", "town"):
            self.fields[name].depends = True

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        host = data.get("host")
        if host is not None and not data.get("name"):
            data["name"] = host.name[:200]
        if isinstance(host, Entity):
            data["town"] = data.get("town") or host.town
            data["address"] = data.get("address") or host.street
            data["county"] = data.get("county") or host.county
        if isinstance(host, Proposed):  # what is known of the place is known of who is at home there
            data["host"] = replace(
                host, county=data.get("county"), town=data.get("town", ""), street=data.get("address", "")
            )
        if not data.get("town") and "town" not in self.errors:
            self.add_error("town", _("Enter the town"))
        data["name"] = data.get("name") or data.get("town", "")
        return data


class ItemForm(EventRowForm):
    """A point of the programme."""

    told = ("title", "description")
    layout = (("title",), ("day", "stop"), ("starts_at", "ends_at"), ("not_counted",))
    more = (("description",), ("title_en",))
    title = forms.CharField(
        label=_("Title of the point"),
        max_length=250,
        error_messages={"required": _("Enter the title, or remove the row")},
    )
    day = one_of([], label=_("Day"))
    stop = one_of([], label=_("Where"), required=False)
    starts_at, ends_at = hour(_("Begins at")), hour(_("Ends at"))
    not_counted = forms.BooleanField(label=_("Not counted among the hours: travel, meal, check-in"), required=False)
    description = forms.CharField(label=_("Description"), required=False, max_length=5000, widget=few(4))
    title_en = forms.CharField(label=_("Title in English"), required=False, max_length=250)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["is_counted"] = not data.pop("not_counted", False)
        return data


class PastedPeopleForm(forms.Form):
    """A list of people, one a line."""

    lines = pasted_lines(_("dr Anna Nowak, director, Kęty Cooperative: how we began"))
    role = one_of(AppearanceRole.choices, label=_("What they do here"), initial=AppearanceRole.PANELLIST)


class AppearanceForm(EventRowForm):
    """Somebody who appears, with their function at this event."""

    paste_form = PastedPeopleForm
    told = ("name", "function", "institution", "entity", "topic")
    layout = (("name", "academic_title"), ("role", "where"), ("topic",), ("function", "institution"), ("entity",))
    more = (("biography",),)
    name = forms.CharField(
        label=_("Name and surname"),
        max_length=150,
        error_messages={"required": _("Enter the name and surname, or remove the row")},
    )
    academic_title = NameField(label=_("Academic title"), required=False, max_length=40)
    role = one_of(AppearanceRole.choices, label=_("What they do here"), initial=AppearanceRole.SPEAKER)
    where = one_of([], label=_("At which point"), required=False)
    topic = forms.CharField(label=_("Topic, or what they do"), required=False, max_length=300)
    function = forms.CharField(label=_("Function"), required=False, max_length=200)
    institution = forms.CharField(label=_("Institution"), required=False, max_length=200)
    entity = EntityPickField(
        label=_("Entity from the directory"),
        url=SEARCH,
        required=False,
        help_text=_("When chosen, its name links to its page."),
    )
    biography = forms.CharField(label=_("Biography"), required=False, max_length=3000, widget=few(4))

    def __init__(self, *args: Any, items: Sequence[ProgrammeItem] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = {f"item-{item.pk}": item for item in items}
        stops = {f"stop-{key}": stop for key, stop in self.stops.items()}
        self.places = self.items | stops
        choices = [("", _("the whole event")), *((key, str(place)) for key, place in self.places.items())]
        self.fields["where"].choices = choices

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        place = self.places.get(data.pop("where", ""))
        data["item"] = place if isinstance(place, ProgrammeItem) else None
        data["stop"] = place if isinstance(place, Stop) else None
        return data

    @classmethod
    def of_pasted(cls, asked: Mapping[str, Any], rows: Initial, *, user: Any) -> Initial:
        """Name, function, institution, topic of each line; an institution of the directory is linked."""
        there = {(fold(str(row.get("name", ""))), row.get("role")) for row in rows}
        people = [_person_of(line) | {"role": asked["role"]} for line in lines_of(asked["lines"], most=MOST_PASTED)]
        known = entities_of_names([one["institution"] for one in people], user=user)
        made = [one for one in people if (fold(one["name"]), one["role"]) not in there]
        return [one | {"entity": known.get(sort_key(one["institution"]))} for one in made]


def _person_of(line: str) -> dict[str, Any]:
    line, _sign, topic = line.partition(": ")
    cells = cells_of(line, commas=True)
    title, name = title_and_name(cells[0])
    institution = ", ".join(cell for cell in cells[2:] if cell)
    return {
        "academic_title": title[:40],
        "name": name[:150],
        "function": (cells[1] if len(cells) > 1 else "")[:200],
        "institution": institution[:200],
        "topic": topic.strip()[:300],
    }


class PointsForm(EventRowForm):
    """A titled list of points."""

    told = ("title", "points")
    layout = (("kind", "stop"), ("title",), ("points",))
    more = (("title_en",),)
    kind = one_of(PointKind.choices, label=_("Kind of the list"), initial=PointKind.TOPIC)
    stop = one_of([], label=_("Where"), required=False)
    title = forms.CharField(
        label=_("Heading"), max_length=200, error_messages={"required": _("Enter the heading, or remove the row")}
    )
    points = forms.CharField(
        label=_("Points, each in its own line"),
        max_length=20_000,
        widget=few(6),
        error_messages={"required": _("Enter at least one point")},
    )
    title_en = forms.CharField(label=_("Heading in English"), required=False, max_length=200)

    def clean_points(self) -> list[str]:
        points = [text for line in self.cleaned_data["points"].splitlines() if (text := " ".join(line.split()))]
        if any(len(text) > 500 for text in points):
            raise forms.ValidationError(_("A point is too long: at most 500 characters."))
        if len(points) > MOST_POINTS:
            raise forms.ValidationError(_("Too many points: at most 40 in a list."))
        return points


class QuotationForm(EventRowForm):
    """Words said at the event."""

    told = ("text", "said_by")
    layout = (("text",), ("appearance", "said_by"))
    text = forms.CharField(
        label=_("Words"), max_length=500, widget=few(3),
        error_messages={"required": _("Enter the words, or remove the row")},
    )  # fmt: skip
    appearance = one_of([], label=_("Who said it"), required=False)
    said_by = forms.CharField(
        label=_("or somebody else"), required=False, max_length=200, help_text=_("Name and function.")
    )

    def __init__(self, *args: Any, people: Sequence[Appearance] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        choices = [("", _("nobody from the list")), *((key, str(one)) for key, one in self.people.items())]
        self.fields["appearance"].choices = choices

    def clean_appearance(self) -> Appearance | None:
        return self.people.get(self.cleaned_data["appearance"])


class QuestionForm(EventRowForm):
    """A question of the registration form."""

    told = ("text", "options")
    layout = (("text",), ("kind",), ("options",), ("is_required",), ("per_participant",))
    more = (("text_en",),)
    text = forms.CharField(
        label=_("Question"), max_length=300, error_messages={"required": _("Enter the question, or remove the row")}
    )
    kind = one_of(QuestionKind.choices, label=_("Kind of the answer"), initial=QuestionKind.SHORT)
    options = forms.CharField(
        label=_("Options, each in its own line"),
        required=False,
        max_length=3000,
        widget=few(4),
        help_text=_("Only for “one of many” and “any of many”."),
    )
    is_required = forms.BooleanField(label=_("The answer is required"), required=False)
    per_participant = forms.BooleanField(label=_("Ask each person separately"), required=False)
    text_en = forms.CharField(label=_("Question in English"), required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        lines = [" ".join(line.split()) for line in data.get("options", "").splitlines()]
        options = list(dict.fromkeys(line for line in lines if line))
        choice = data.get("kind") in (QuestionKind.ONE, QuestionKind.MANY)
        if choice and len(options) < 2:
            self.add_error("options", _("Enter at least two options"))
        data["options"] = "\n".join(options) if choice else ""
        return data


class PastedEntitiesForm(forms.Form):
    """A list of entities, one a line."""

    lines = pasted_lines(_("Kęty Cooperative; what it presents"))
    role = one_of(EntityRole.choices, label=_("Role"), initial=EntityRole.REPRESENTED)
    kind = forms.ModelChoiceField(
        label=_("Kind of those that the directory lacks"),
        queryset=EntityKind.objects.all(),
        required=False,
        help_text=_("They will be proposed to it. Left empty, you choose the kind in each row."),
    )


class RoleForm(EventRowForm):
    """An entity in its role at the event."""

    paste_form = PastedEntitiesForm
    told = ("entity", "note")
    once = ("entity", "role")
    layout = (("entity",), ("role",), ("note",))
    entity = EntityPickField(
        label=_("Entity"), url=SEARCH, error_messages={"required": _("Enter the name of the entity, or remove the row")}
    )
    role = one_of(EntityRole.choices, label=_("Role"), initial=EntityRole.ORGANISER)
    note = forms.CharField(label=_("What it presents or does there"), required=False, max_length=500, widget=few(2))

    @classmethod
    def of_pasted(cls, asked: Mapping[str, Any], rows: Initial, *, user: Any) -> Initial:
        """Each line is an entity of the directory, or one to be proposed to it."""
        cells = [cells_of(line, commas=False) for line in lines_of(asked["lines"], most=MOST_PASTED)]
        known = entities_of_names([name for name, *_note in cells], user=user)
        there = {(sort_key(row["entity"].text), row.get("role")) for row in rows if row.get("entity")}
        kind = str(asked["kind"].pk) if asked["kind"] else ""
        return [
            {
                "entity": known.get(sort_key(name)) or Picked(name, "", kind, "PL"),
                "role": asked["role"],
                "note": " ".join(note)[:500],
            }
            for name, *note in cells
            if (sort_key(name), asked["role"]) not in there
        ]


class DuplicateForm(forms.Form):
    """The first day of the copy."""

    starts_on = forms.DateField(
        label=_("First day of the new event"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("All other days and hours will move by as many days."),
    )
