"""What the papers of an event have in common: its head, place, organiser, funding. Papers are always Polish."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import translation

from common.pdf import PrintedImage
from common.text.polish import bind, date_range
from events.catalogue.models import EntityRole, Event, EventEntity
from events.catalogue.wording import where
from events.programme.models import Appearance
from partnerships.projects.project_documents import logo_row

ROLE_HEADINGS = {
    EntityRole.CO_ORGANISER: "Współorganizator",
    EntityRole.SUPPORTER: "Wsparcie",
    EntityRole.HOST: "Gospodarz",
    EntityRole.PRESENTED: "Przedstawiane",
    EntityRole.VISITED: "Odwiedzane",
    EntityRole.REPRESENTED: "Reprezentowane",
}


@dataclass(frozen=True)
class PrintedHead:
    """Ready texts; `data()` is what each template reads."""

    kind: str
    name: str
    when: str
    where: str
    organiser: str
    project: str
    funding: str
    # (heading, text) of the entities in their other roles and of who appears: all that was entered of them.
    others: list[tuple[str, str]] = field(default_factory=list)
    marks: list[dict[str, str]] = field(default_factory=list)
    drawings: list[PrintedImage] = field(default_factory=list)

    def data(self, title: str) -> dict[str, Any]:
        """The part of the data that `paper/house.typ` and every template need."""
        rows = [
            ["Termin", self.when],
            ["Miejsce", self.where],
            ["Organizator", self.organiser],
            *([heading, text] for heading, text in self.others),
            ["Projekt", self.project],
        ]
        return {
            "document_title": f"{title}: {self.name}",
            "author": self.organiser,
            "kind": self.kind,
            "name": bind(self.name),
            "facts": [row for row in rows if row[1]],
            "funding": bind(self.funding),
            "marks": self.marks,
        }


def head_of(event: Event) -> PrintedHead:
    """The head of every paper of the event."""
    with translation.override("pl"):
        project = event.project
        row = logo_row(project)
        return PrintedHead(
            kind=event.get_kind_display(),
            name=event.title,
            when=event.when,
            where=where(event, list(event.stops.all())),
            organiser=organiser_of(event),
            others=[*_roles(event), *_people(event)],
            project=", nr ".join(part for part in (project.title, project.number) if part) if project else "",
            funding=project.funding_sentence if project else "",
            marks=row.marks,
            drawings=row.drawings,
        )


def _roles(event: Event) -> list[tuple[str, str]]:
    rows = EventEntity.objects.filter(event=event).select_related("entity").order_by("position", "pk")
    names: dict[str, list[str]] = {}
    for row in rows:
        names.setdefault(row.role, []).append(row.entity.name)
    return [(heading, ", ".join(names[role])) for role, heading in ROLE_HEADINGS.items() if names.get(role)]


def _people(event: Event) -> list[tuple[str, str]]:
    people = Appearance.objects.filter(event=event).select_related("entity").order_by("position", "pk")
    told = "; ".join(appearance_line(one) for one in people)
    return [("Osoby", told)] if told else []


def appearance_line(one: Appearance) -> str:
    """`dr Anna Nowak, prezeska, ZAZ Kęty (prelegent): Jak zacząć`: who, what they are, their role, their topic."""
    institution = one.institution or (one.entity.name if one.entity else "")
    who = ", ".join(part for part in (str(one), one.function, institution) if part)
    told = f"{who} ({one.get_role_display()})"
    return f"{told}: {one.topic}" if one.topic else told


def organiser_of(event: Event) -> str:
    """The organisers by their roles at the event, otherwise the centre."""
    rows = EventEntity.objects.filter(event=event, role=EntityRole.ORGANISER).select_related("entity")
    return ", ".join(row.entity.name for row in rows) or event.centre.name


def day_label(day: date) -> str:
    """`20 czerwca 2017 r.`."""
    return date_range(day, language="pl")
