"""People of one name on one list are told apart by what may stand there: never by an address or a phone."""

from collections import defaultdict
from collections.abc import Iterable

from common.text.folding import fold
from events.registration.models import Participant
from events.registration.person_details import Word


def told_apart(people: Iterable[Participant], *, privately: Word, numbered: Word) -> dict[int, str]:
    """What is added to the name and entity of each of these people who has a namesake among them; by their key.

    The function; for who comes for no entity `privately`; and where entity and function are the same, or there is
    neither, the number of the registration (`numbered` with `%(n)s`), which the list of registrations shows too.
    """
    groups: dict[str, list[Participant]] = defaultdict(list)
    for one in people:
        groups[fold(str(one))].append(one)
    return {
        one.pk: _words(one, group, privately, numbered) for group in groups.values() if len(group) > 1 for one in group
    }


def _words(one: Participant, group: list[Participant], privately: Word, numbered: Word) -> str:
    alike = sum((other.entity_id, fold(other.function)) == (one.entity_id, fold(one.function)) for other in group)
    words = [one.function, "" if one.entity_id else str(privately)]
    number = str(numbered) % {"n": one.queue_number} if alike > 1 else ""
    return ", ".join(word for word in (*words, number) if word)
