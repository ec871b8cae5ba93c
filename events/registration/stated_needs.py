"""Special needs of an event's people, health data: counts for who cooks or builds, names for the organiser alone."""

from collections import Counter, defaultdict

from common.text.folding import fold
from events.catalogue.models import Event
from events.registration.models import Participant
from events.registration.queries import ACTIVE


def people_with_needs(event: Event) -> list[Participant]:
    """Who comes, waits or may come and wrote what they need; in Polish order. Whoever calls logs the look."""
    people = Participant.objects.filter(event=event, state__in=ACTIVE, erased_at__isnull=True).exclude(needs="")
    return list(people.select_related("entity", "registration").order_by("sort_name", "id"))


def needs_counted(people: list[Participant]) -> list[tuple[str, int]]:
    """What is needed and by how many of these people who have a place, the most frequent first; nobody is named.

    Each line of what was written is a need of its own; case and marks do not make two of one.
    """
    found: Counter[str] = Counter()
    worded: dict[str, Counter[str]] = defaultdict(Counter)
    for one in people:
        if one.state == "confirmed":
            for line in {fold(line): line.strip() for line in one.needs.splitlines() if line.strip()}.items():
                found[line[0]] += 1
                worded[line[0]][line[1]] += 1
    return [(worded[key].most_common(1)[0][0], n) for key, n in found.most_common()]
