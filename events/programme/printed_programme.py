"""What the papers of an event have in common: its head, place, organiser, funding. Papers are always Polish."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import translation

from common.pdf import PrintedImage
from common.templatetags.portal import clock
from common.text.polish import bind, date_range
from events.catalogue.models import EntityRole, Event, EventEntity
from events.programme.models import Stop
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
            when=when_of(event),
            where=where_of(event),
            organiser=organiser_of(event),
            project=", nr ".join(part for part in (project.title, project.number) if part) if project else "",
            funding=project.funding_sentence if project else "",
            marks=row.marks,
            drawings=row.drawings,
        )


def when_of(event: Event) -> str:
    """`20–21 czerwca 2017 r., godz. 9.00–15.30`."""
    hours = clock(event.starts_at, event.ends_at)
    days = date_range(event.starts_on, event.ends_on, language="pl")
    return f"{days}, godz. {hours}" if hours else days


def where_of(event: Event) -> str:
    """The one place with its address; of a journey the places in their order, each once."""
    stops = list(Stop.objects.filter(event=event).order_by("day", "position", "id"))
    if not stops:
        return ", ".join(part for part in (event.venue, event.town) if part) or ("online" if event.online_url else "")
    if len({(stop.name, stop.town) for stop in stops}) == 1:
        return ", ".join(dict.fromkeys(part for part in (stops[0].name, stops[0].address, stops[0].town) if part))
    return "; ".join(dict.fromkeys(f"{stop.name}, {stop.town}" for stop in stops))


def organiser_of(event: Event) -> str:
    """The organisers by their roles at the event, otherwise the centre."""
    rows = EventEntity.objects.filter(event=event, role=EntityRole.ORGANISER).select_related("entity")
    return ", ".join(row.entity.name for row in rows) or event.centre.name


def day_label(day: date) -> str:
    """`20 czerwca 2017 r.`."""
    return date_range(day, language="pl")
