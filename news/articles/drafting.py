"""The report's draft: what the event already knows, set down as an editor would begin.

The programme, people, stops and entities stand on the article's page as data of the event; the body holds only what
is told in sentences, with places to fill marked by PLACEHOLDER, which block publication until they are gone.
"""

from dataclasses import dataclass

from django.utils.html import escape

from common.text.polish import bind, join_and, on_date
from events.catalogue.models import EntityRole, Event, EventKind
from events.figures.queries import Figures, event_figures
from events.figures.sentences import participation_sentence
from events.programme.models import Appearance, AppearanceRole

PLACEHOLDER = "[uzupełnij"

NOUNS = {
    EventKind.NETWORKING: "Spotkanie sieciujące",
    EventKind.WORKING: "Spotkanie robocze",
    EventKind.STUDY_VISIT: "Wizyta studyjna",
    EventKind.WORKSHOP: "Warsztaty",
    EventKind.TRAINING: "Szkolenie",
    EventKind.PARTNERSHIP: "Spotkanie partnerstwa",
    EventKind.CONFERENCE: "Konferencja",
    EventKind.INTERNATIONAL: "Spotkanie międzynarodowe",
}


@dataclass(frozen=True)
class Draft:
    """Everything that the draft opens with."""

    title: str
    lead: str
    body: str
    participation: str
    figures: Figures


def draft_of(event: Event) -> Draft:
    """The draft of the event's report."""
    figures = event_figures(event)
    sentence = participation_sentence(event, figures)
    when = on_date(event.starts_on, event.ends_on, language="pl")
    place = f", {event.town}" if event.town else ""
    noun = NOUNS[EventKind(event.kind)]
    lead = bind(f"{noun}: {when}{place}. {sentence}".strip())
    return Draft(
        title=f"{event.title} – relacja"[:250],
        lead=lead[:600],
        body="\n".join(_paragraphs(event, sentence)),
        participation=sentence,
        figures=figures,
    )


def _paragraphs(event: Event, sentence: str) -> list[str]:
    organisers = [link.entity.name for link in _entities(event, EntityRole.ORGANISER)]
    parts = []
    if organisers:
        parts.append(f"Organizator: {join_and(organisers, language='pl')}.")
    if event.aim:
        parts.append(event.aim.strip())
    html = [_p(" ".join(parts))] if parts else []
    if sentence:
        html.append(_p(sentence))
    html += [_p(line) for line in _appearances(event)]
    presented = _entities(event, EntityRole.PRESENTED)
    if presented:
        html.append("<h2>Przedstawili się</h2>")
        items = "".join(f"<li>{escape(_presented(link.entity.name, link.note))}</li>" for link in presented)
        html.append(f"<ul>{items}</ul>")
    html.append("<h2>Co ustaliliśmy</h2>")
    html.append(_p(f"{PLACEHOLDER}: najważniejsze wnioski i dalsze kroki]"))
    return html


def _p(text: str) -> str:
    return f"<p>{escape(bind(text))}</p>"


def _presented(name: str, note: str) -> str:
    return f"{name}: {note}" if note else name


def _entities(event: Event, role: EntityRole) -> list:  # type: ignore[type-arg]
    return [link for link in event.entity_roles.select_related("entity") if link.role == role]


def _appearances(event: Event) -> list[str]:
    """One line for those who opened, one for each topic."""
    people = list(event.appearances.all())
    opened = [_who(person) for person in people if person.role in (AppearanceRole.OPENER, AppearanceRole.HOST)]
    lines = [f"Gości powitali: {join_and(opened, language='pl')}."] if opened else []
    for person in people:
        if person.topic and person.role not in (AppearanceRole.OPENER, AppearanceRole.HOST):
            lines.append(f"{_who(person)}: {person.topic}.")
    return lines


def _who(person: Appearance) -> str:
    return ", ".join(part for part in (str(person), person.function, person.institution) if part)
