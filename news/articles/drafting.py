"""The report's draft: what the event already knows, set down as an editor would begin.

The programme, people, stops, entities, conclusions, publicity and contact stand on the article's page as data of the
event and are not told twice; the body holds what is told in sentences, with places to fill marked by PLACEHOLDER,
which block publication until they are gone. Towns and names are never declined: the sentences are built so that all of
them stand in the nominative.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.html import escape

from common.text.polish import bind, date_range, join_and, on_date, on_weekday
from events.catalogue.kinds import EventKind
from events.catalogue.models import EntityRole, Event
from events.catalogue.wording import briefly
from events.figures.queries import Figures, event_figures
from events.figures.sentences import participation_sentence
from events.programme.models import Appearance, AppearanceRole, Stop

PLACEHOLDER = "[uzupełnij"
WELCOMED = (AppearanceRole.OPENER, AppearanceRole.HOST)
SPOKE = (AppearanceRole.SPEAKER, AppearanceRole.EXPERT, AppearanceRole.ADVISER, AppearanceRole.MODERATOR)
ORDINALS = ("Pierwszego", "Drugiego", "Trzeciego", "Czwartego", "Piątego", "Szóstego", "Siódmego")


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
    lead = " ".join(part for part in (_when_and_where(event), sentence) if part)
    return Draft(
        title=f"{event.title[:240]} – relacja",
        lead=bind(lead)[:600],
        body="".join(_body(event, list(event.stops.all()))),
        participation=sentence,
        figures=figures,
    )


def _when_and_where(event: Event) -> str:
    """„Spotkanie sieciujące odbyło się 29 marca 2017 r. (Kęty, Dom Kultury).” The town stands in the nominative."""
    kind = EventKind(event.kind).spec
    with translation.override("pl"):
        place = briefly(event, list(event.stops.all()))
    where = f" ({place})" if place else ""
    return f"{kind.noun} {kind.took_place} {on_date(event.starts_on, event.ends_on, language='pl')}{where}."


def _body(event: Event, stops: Sequence[Stop]) -> list[str]:
    kind = EventKind(event.kind).spec
    html = [_p(" ".join(part for part in (_organisers(event), _aim(event)) if part))]
    html += _people(event)
    if kind.tells_days:
        html += [_p(line) for line in _days(stops)]
    html.append(_p(f"{PLACEHOLDER}: {kind.course}; dwa lub trzy zdania, które warto zapamiętać]"))
    html.append(f"<h2>{kind.outcome_heading}</h2>")
    html.append(_p(f"{PLACEHOLDER}: {kind.outcome}]"))
    return [part for part in html if part]


def _p(text: str) -> str:
    return f"<p>{escape(bind(text))}</p>" if text else ""


def _ended(text: str) -> str:
    """The text as a sentence, with one full stop."""
    text = text.strip()
    return text if not text or text.rstrip("”)")[-1:] in (".", "!", "?", "…") else f"{text}."


def _names(event: Event, *roles: EntityRole) -> list[str]:
    links = event.entity_roles.select_related("entity").order_by("position", "id")
    return list(dict.fromkeys(link.entity.name for link in links if link.role in roles))


def _organisers(event: Event) -> str:
    told = []
    for role, one, several in (
        (EntityRole.ORGANISER, "Organizator", "Organizatorzy"),
        (EntityRole.CO_ORGANISER, "Współorganizator", "Współorganizatorzy"),
        (EntityRole.SUPPORTER, "Wsparcie", "Wsparcie"),
    ):
        names = _names(event, role)
        if names:
            told.append(_ended(f"{one if len(names) == 1 else several}: {join_and(names, language='pl')}"))
    return " ".join(told)


def _aim(event: Event) -> str:
    """The aim as what follows „Cel:”; one told in several sentences as it stands."""
    aim = event.aim.strip()
    plain = aim.rstrip(".")
    if ". " in plain or "\n" in plain or not plain:
        return _ended(aim)
    colon = " –" if ":" in plain else ":"
    return _ended(f"Cel{colon} {plain[0].lower() if plain[1:2].islower() else plain[0]}{plain[1:]}")


def _people(event: Event) -> list[str]:
    """Who welcomed and who spoke; what each spoke of stands after the name. Neither verb nor gender is guessed."""
    people = list(event.appearances.order_by("position", "id"))
    welcomed = [_who(person) for person in people if person.role in WELCOMED]
    spoke = [
        f"{_who(person)}{f' – {person.topic.rstrip(chr(46))}' if person.topic else ''}"
        for person in people
        if person.role in SPOKE or (person.topic and person.role not in WELCOMED)
    ]
    html = [_p(_ended(f"Powitanie: {'; '.join(welcomed)}"))] if welcomed else []
    if len(spoke) == 1:
        html.append(_p(_ended(f"Wystąpienie: {spoke[0]}")))
    elif spoke:
        points = [f"{one}," for one in spoke[:-1]] + [_ended(spoke[-1])]
        items = "".join(f"<li>{escape(bind(one))}</li>" for one in points)
        html.append(f"<p>Głos zabrali:</p><ul>{items}</ul>")
    return html


def _who(person: Appearance) -> str:
    called = f"{person.academic_title} {person.name}".strip()
    function = ", ".join(part for part in (person.function, person.institution) if part)
    return f"{called} ({function})" if function else called


def _days(stops: Sequence[Stop]) -> list[str]:
    """A journey day by day: „Pierwszego dnia, we wtorek 20 czerwca 2017 r., na trasie były: …”."""
    days: dict[date, list[str]] = {}
    for stop in stops:
        days.setdefault(stop.day, []).append(_stop(stop))
    if len(days) == 1:
        return [_ended(f"Na trasie: {'; '.join(places)}") for places in days.values()]
    lines = []
    for number, (day, places) in enumerate(days.items()):
        when = f"{ORDINALS[number]} dnia" if number < len(ORDINALS) else "Kolejnego dnia"
        told = f"{on_weekday(day, language='pl')} {date_range(day, language='pl')}"
        lines.append(_ended(f"{when}, {told}, na trasie: {'; '.join(places)}"))
    return lines


def _stop(stop: Stop) -> str:
    return stop.name if not stop.town or stop.town in stop.name else f"{stop.name} ({stop.town})"
