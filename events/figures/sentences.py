"""The participation sentence (WORDS.md): the Polish that an editor would keep. In English: sentences_en.py.

Traps kept here: "uczestniczyły 22 osoby" but "22 przedstawicieli" (genitive after *w tym*); 12–14 take the genitive;
"1 przedstawiciel 1 podmiotu"; "z 22", but "ze 100". *Przedstawicielki* are the editor's choice, never automatic.
"""

import re

from common.text.countries import country_name, genitive
from common.text.folding import sort_key
from common.text.polish import HARD, bind, join_and, number, plural
from entities.directory.models import EntityGroup
from events.catalogue.kinds import EventKind
from events.catalogue.models import Event
from events.figures.counting import Figures, GroupFigure

# "ze Śląska", "ze Szczecina", but "z Szamotuł" and "z województwa lubuskiego".
HARD_TO_SAY = re.compile(r"(sz|rz|[żźśszw])(?!z?[aeiouyąęó])", re.IGNORECASE)


def participation_sentence(event: Event, figures: Figures) -> str:
    """How many took part, and whom they represented; empty where nothing was counted."""
    kind = EventKind(event.kind).spec
    return sentence(kind.place, figures, event.target_region if kind.names_region else "")


def events_sentence(figures: Figures) -> str:
    """The same of several events: „W 23 wydarzeniach uczestniczyło 418 osób …”; empty where nobody was marked."""
    noun = plural(figures.listed_events, "wydarzeniu", "wydarzeniach", "wydarzeniach", language="pl")
    return sentence(f"W{HARD}{number(figures.listed_events, language='pl')}{HARD}{noun}", figures)


def project_sentence(figures: Figures) -> str:
    """Meetings, people and entities, each once: „W 6 wydarzeniach uczestniczyło 60 osób z 30 podmiotów, w tym …”."""
    begin = f"W{HARD}{number(figures.listed_events, language='pl')}{HARD}"
    unlisted = figures.events > figures.listed_events
    noun = plural(figures.listed_events, "wydarzeniu", "wydarzeniach", "wydarzeniach", language="pl")
    begin += f"z{HARD}nich, z{HARD}listą obecności," if unlisted else noun
    said = _sentence(begin, figures.people, _from_entities(figures))
    return f"{_took_place(figures.events)} {said}" if unlisted else said


def _took_place(events: int) -> str:
    verb = plural(events, "Odbyło", "Odbyły", "Odbyło", language="pl")
    noun = plural(events, "wydarzenie", "wydarzenia", "wydarzeń", language="pl")
    return f"{verb} się {number(events, language='pl')}{HARD}{noun}."


def _from_entities(figures: Figures) -> str:
    if not figures.entities:
        return ""
    noun = "podmiotu" if figures.entities == 1 else "podmiotów"
    text = f" {_of(figures.entities)} {noun}"
    if figures.pes and figures.pes == figures.entities:
        return f"{text} ekonomii społecznej"
    noun = "podmiotu" if figures.pes == 1 else "podmiotów"
    return f"{text}, w tym {_of(figures.pes)} {noun} ekonomii społecznej" if figures.pes else text


def sentence(place: str, figures: Figures, region: str = "") -> str:
    """The sentence that begins with `place` ("W spotkaniu"); a headcount typed by hand names its source."""
    if figures.listed:
        return _sentence(place, figures.people, _detail(figures, region))
    if not figures.headcount:
        return ""
    return _sentence(place, figures.headcount, f" (źródło: {figures.headcount_source.strip().rstrip('.')})")


def _sentence(place: str, people: int, detail: str) -> str:
    verb = plural(people, "uczestniczyła", "uczestniczyły", "uczestniczyło", language="pl")
    noun = plural(people, "osoba", "osoby", "osób", language="pl")
    return bind(f"{place} {verb} {number(people, language='pl')}{HARD}{noun}{detail}.")


def _detail(figures: Figures, region: str) -> str:
    """What follows the number of people: the most telling thing that was counted."""
    if len(figures.countries) > 1:
        codes = sorted(figures.countries, key=lambda code: sort_key(country_name(code, "pl")))
        names = join_and([genitive(code) for code in codes], language="pl")
        return f" {_of(len(codes))} krajów: {names}"
    if figures.members_present and figures.members_total:
        return f" {_representing(figures.people)} {_members(figures)}"
    if region:
        return f" {'ze' if HARD_TO_SAY.match(region) else 'z'}{HARD}{region}"
    parts = _represented(figures)
    # "9 osób, w tym 9 przedstawicieli …" says the same twice: where one group is everybody, the entities are told.
    everybody = len(parts) == 1 and len(figures.groups) == 1 and figures.with_entity == figures.people
    if parts and not everybody:
        return f", w{HARD}tym " + _and_also(parts)
    if figures.entities and figures.with_entity == figures.people:
        entities = plural(figures.entities, "podmiot", "podmioty", "podmiotów", language="pl")
        return f" {_representing(figures.people)} {number(figures.entities, language='pl')}{HARD}{entities}"
    return ""


def _of(n: int) -> str:
    """`z 22`, `ze 100`: as one reads it aloud ("ze stu")."""
    return f"{'ze' if 100 <= n < 200 else 'z'}{HARD}{number(n, language='pl')}"


def _representing(people: int) -> str:
    return plural(people, "reprezentująca", "reprezentujące", "reprezentujących", language="pl")


def _members(figures: Figures) -> str:
    noun = "podmiotu członkowskiego" if figures.members_total == 1 else "podmiotów członkowskich"
    return f"{number(figures.members_present, language='pl')} {_of(figures.members_total)} {noun}"


def _represented(figures: Figures) -> list[str]:
    """Who was represented, in the order: social economy with business, local government, public institutions."""
    none = GroupFigure()
    social = figures.groups.get(EntityGroup.SOCIAL_ECONOMY, none)
    business = figures.groups.get(EntityGroup.BUSINESS, none)
    local = figures.groups.get(EntityGroup.LOCAL_GOVERNMENT, none)
    public = figures.groups.get(EntityGroup.PUBLIC, none)
    both, parts = figures.economy, []
    if both.people:
        entities = _entities(both.entities, social=social.people > 0, business=business.people > 0)
        parts.append(f"{_representatives(both.people)} {entities}")
    if local.people:
        parts.append(f"{_representatives(local.people)} samorządu lokalnego")
    if public.people:
        parts.append(f"{_representatives(public.people)} instytucji publicznych")
    return parts


def _representatives(people: int) -> str:
    noun = "przedstawiciel" if people == 1 else "przedstawicieli"
    return f"{number(people, language='pl')}{HARD}{noun}"


def _entities(entities: int, *, social: bool, business: bool) -> str:
    """The entities, in the genitive."""
    if social and business and entities > 1:
        name = "przedsiębiorstw i podmiotów ekonomii społecznej"
    elif social:
        name = "podmiotu ekonomii społecznej" if entities == 1 else "podmiotów ekonomii społecznej"
    else:
        name = "przedsiębiorstwa" if entities == 1 else "przedsiębiorstw"
    return f"{number(entities, language='pl')}{HARD}{name}"


def _and_also(parts: list[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return f"{', '.join(parts[:-1])} oraz {parts[-1]}"
