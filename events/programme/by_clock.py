"""The order of a day: by the clock, whatever the stop; what has no hour stays after what is planned before it."""

from collections.abc import Iterable, Sequence
from datetime import time
from typing import Protocol, TypeVar


class Timed(Protocol):
    """What has a hour, or none."""

    id: int
    starts_at: time | None


class Point(Timed, Protocol):
    """A point of the programme, at a stop or at none."""

    stop_id: int | None


S = TypeVar("S", bound=Timed)
P = TypeVar("P", bound=Point)
Key = tuple[int, int, int]
BEGINNING, END = -1, 24 * 60


def minute(hour: time | None, otherwise: int) -> int:
    """The minute of the day."""
    return hour.hour * 60 + hour.minute if hour else otherwise


def ordered(items: Iterable[P]) -> list[P]:
    """Points of a day that has no stops: by the clock; one without an hour after the one before it."""
    keys, last = [], BEGINNING
    for place, item in enumerate(items):
        last = minute(item.starts_at, last)
        keys.append((last, place, item))
    return [item for _minute, _place, item in sorted(keys, key=lambda key: key[:2])]


def by_clock(stops: Sequence[S], items: Sequence[P]) -> list[tuple[S | None, list[P], bool]]:
    """The blocks of a day: (stop or none, its points, whether the stop stood above already), by the clock.

    A stop stands once with all that belongs to it; something elsewhere between its points divides them.
    """
    keys: list[tuple[Key, S | None, P | None]] = []
    last = BEGINNING
    for place, stop in enumerate(stops):
        own = [item for item in items if item.stop_id == stop.id]
        known = [minute(one.starts_at, END) for one in (stop, *own) if one.starts_at]
        at = min(known, default=last)
        keys.append(((at, place, -1), stop, None))
        for number, item in enumerate(own):
            at = minute(item.starts_at, at)
            keys.append(((at, place, number), stop, item))
        last = max([last, *(key[0] for key, one, _item in keys if one is stop)])
    here = {stop.id for stop in stops}
    at = END
    for number, item in enumerate(item for item in items if item.stop_id not in here):
        at = minute(item.starts_at, at)
        keys.append(((at, len(stops), number), None, item))
    return _blocks(sorted(keys, key=lambda key: key[0]))


def _blocks(rows: Iterable[tuple[Key, S | None, P | None]]) -> list[tuple[S | None, list[P], bool]]:
    blocks: list[tuple[S | None, list[P], bool]] = []
    shown: set[int] = set()
    for _key, stop, item in rows:
        known = stop is not None and stop.id in shown
        if not blocks or blocks[-1][0] is not stop:
            blocks.append((stop, [], known))
        if stop is not None:
            shown.add(stop.id)
        if item is not None:
            blocks[-1][1].append(item)
    return blocks
