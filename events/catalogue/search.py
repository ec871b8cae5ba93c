"""What the search knows of an event."""

from collections.abc import Iterable, Iterator

from common.extension_points import SearchRow
from events.catalogue.models import Event

SOURCE = "event"


def search_rows(event: Event) -> list[SearchRow]:
    """Rows of one event: in Polish, and in English where it has an English title. None for what is not public."""
    if event.published_at is None or event.state == "draft":
        return []
    where = " ".join([event.venue, event.town, event.county.name if event.county else ""])
    body = " ".join([event.theme, event.aim, event.description, event.target_group, where])
    path = f"/wydarzenia/{event.slug}/"
    rows = [SearchRow(SOURCE, event.pk, "pl", event.title, path, event.lead, body, event.starts_on)]
    if event.title_en:
        english = f"{event.theme_en} {where}"
        rows.append(
            SearchRow(SOURCE, event.pk, "en", event.title_en, f"/en{path}", event.lead_en, english, event.starts_on)
        )
    return rows


def all_rows() -> Iterator[SearchRow]:
    """Rows of all public events, for a rebuild."""
    events: Iterable[Event] = Event.objects.public().select_related("county").iterator(500)
    for event in events:
        yield from search_rows(event)
