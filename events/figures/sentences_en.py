"""The participation sentence in English, for the English page of a report."""

from common.text.countries import country_name
from common.text.polish import HARD, join_and, number
from entities.directory.models import EntityGroup
from events.catalogue.kinds import EventKind
from events.catalogue.models import Event
from events.figures.counting import Figures, GroupFigure


def participation_in_english(event: Event, figures: Figures) -> str:
    """How many took part, and whom they represented; empty where nothing was counted."""
    return sentence_in_english(EventKind(event.kind).spec.place_en, figures)


def events_in_english(figures: Figures) -> str:
    """The same of several events."""
    return sentence_in_english(_counted(figures.listed_events, "event", "events"), figures)


def project_in_english(figures: Figures) -> str:
    """Meetings, people and entities, each once."""
    held = _counted(figures.events, "event", "events")
    place = (
        held if figures.events == figures.listed_events else f"{number(figures.listed_events, language='en')} of them"
    )
    begin = "" if figures.events == figures.listed_events else f"{held} took place. "
    came = f"{_counted(figures.people, 'person', 'people')} took part in {place}"
    if not figures.entities:
        return f"{begin}{came}."
    whence = f", from {_counted(figures.entities, 'entity', 'entities')}"
    pes = _counted(figures.pes, "social-economy entity", "social-economy entities")
    return f"{begin}{came}{whence}{f', among them {pes}' if figures.pes else ''}."


def sentence_in_english(place: str, figures: Figures) -> str:
    """The sentence that ends with `place`; a headcount typed by hand names its source."""
    if figures.listed:
        return f"{_counted(figures.people, 'person', 'people')} took part in {place}{_detail(figures)}."
    if not figures.headcount:
        return ""
    return (
        f"{_counted(figures.headcount, 'person', 'people')} took part in {place} (source: {figures.headcount_source})."
    )


def _counted(n: int, one: str, many: str) -> str:
    return f"{number(n, language='en')}{HARD}{one if n == 1 else many}"


def _detail(figures: Figures) -> str:
    if len(figures.countries) > 1:
        names = sorted(country_name(code, "en") for code in figures.countries)
        return f", from {_counted(len(names), 'country', 'countries')}: {join_and(names, language='en')}"
    if figures.members_present and figures.members_total:
        members = _counted(figures.members_total, "member entity", "member entities")
        return f", representing {number(figures.members_present, language='en')} of {members}"
    parts = _represented(figures)
    everybody = len(parts) == 1 and len(figures.groups) == 1 and figures.with_entity == figures.people
    if parts and not everybody:
        return f", among them {join_and(parts, language='en')}"
    if figures.entities and figures.with_entity == figures.people:
        return f", representing {_counted(figures.entities, 'entity', 'entities')}"
    return ""


def _represented(figures: Figures) -> list[str]:
    none = GroupFigure()
    social, business, local, public = (
        figures.groups.get(group.value, none)
        for group in (
            EntityGroup.SOCIAL_ECONOMY, EntityGroup.BUSINESS, EntityGroup.LOCAL_GOVERNMENT, EntityGroup.PUBLIC,
        )
    )  # fmt: skip
    parts = []
    if figures.economy.people:
        whom = _economy(figures.economy.entities, social=social.people > 0, business=business.people > 0)
        parts.append(f"{_representatives(figures.economy.people)} of {whom}")
    if local.people:
        parts.append(f"{_representatives(local.people)} of local government")
    if public.people:
        parts.append(f"{_representatives(public.people)} of public institutions")
    return parts


def _representatives(people: int) -> str:
    return _counted(people, "representative", "representatives")


def _economy(entities: int, *, social: bool, business: bool) -> str:
    if social and business and entities > 1:
        return f"{number(entities, language='en')}{HARD}businesses and social-economy entities"
    if social:
        return _counted(entities, "social-economy entity", "social-economy entities")
    return _counted(entities, "business", "businesses")
