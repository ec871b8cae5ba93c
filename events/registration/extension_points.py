"""What a person's own page shows of upper steps: documents to download (a certificate), registered by certificates."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from common.extension_points import ExtensionPoint
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
