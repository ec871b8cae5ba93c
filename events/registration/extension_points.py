"""What upper steps add to a person's own page (a certificate), and what they do when a registration is corrected."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from common.extension_points import ExtensionPoint
from events.catalogue.models import Event
from events.registration.models import Participant


@dataclass(frozen=True)
class OwnPaper:
    """A paper of a participant: where to download it, and where anybody may check it."""

    title: str
    url: str
    check_url: str


OWN_PAPERS: ExtensionPoint[Callable[[Sequence[Participant]], dict[int, OwnPaper]]] = ExtensionPoint(
    "papers of a participant"
)


def papers_of(participants: Iterable[Participant]) -> dict[int, list[OwnPaper]]:
    """All papers of these participants; as many queries as steps have registered."""
    people = list(participants)
    found: dict[int, list[OwnPaper]] = {}
    for load in OWN_PAPERS:
        for pk, paper in load(people).items():
            found.setdefault(pk, []).append(paper)
    return found


@dataclass(frozen=True)
class CorrectedPlace:
    """Staff corrected what is known of a participant: figures, papers and reports made of it follow."""

    event: Event
    participant: Participant
    changed: frozenset[str]  # names of the columns
    by: int | None


# Called in the transaction of the correction, under the lock of the event's row.
PLACE_CORRECTED: ExtensionPoint[Callable[[CorrectedPlace], None]] = ExtensionPoint("a corrected registration")
