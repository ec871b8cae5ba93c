"""What the papers of an event have in common: its head, place, organiser, funding. Papers are always Polish."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import translation

from common.pdf import PrintedImage
from common.text.polish import bind, date_range
from events.catalogue.models import EntityRole, Event, EventEntity
from events.catalogue.wording import where
from partnerships.projects.project_documents import logo_row


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
    marks: list[dict[str, str]] = field(default_factory=list)
    drawings: list[PrintedImage] = field(default_factory=list)

    def data(self, title: str) -> dict[str, Any]:
        """The part of the data that `paper/house.typ` and every template need."""
        rows = [
            ["Termin", self.when],
            ["Miejsce", self.where],
            ["Organizator", self.organiser],
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
            project=", nr ".join(part for part in (project.title, project.number) if part) if project else "",
            funding=project.funding_sentence if project else "",
            marks=row.marks,
            drawings=row.drawings,
        )


def organiser_of(event: Event) -> str:
    """The organisers by their roles at the event, otherwise the centre."""
    rows = EventEntity.objects.filter(event=event, role=EntityRole.ORGANISER).select_related("entity")
    return ", ".join(row.entity.name for row in rows) or event.centre.name


def day_label(day: date) -> str:
    """`20 czerwca 2017 r.`."""
    return date_range(day, language="pl")
