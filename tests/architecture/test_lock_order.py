"""No two acts can wait for each other for ever: read from the source, rows of several kinds are locked in one order.

What services ask PostgreSQL is watched in tests/common/test_lock_order.py; here every function enters by itself.
"""

from collections import defaultdict
from itertools import combinations

from tests.architecture.locking import UNREAD, Function, functions, order_of

# What the source seems to say and no run does, and why.
NEVER = {("entities/directory/proposing.py", "amend_entity"): "only a change of pictures keeps pictures"}
KNOWN = functions()
ALL: list[Function] = [one for named in KNOWN.values() for one in named]


def pairs() -> dict[tuple[str, str], list[str]]:
    """(first, then) of each two models of which one act locks rows of both, with the acts that do."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in ALL:
        if one.is_atomic and (one.path, one.name) not in NEVER:
            for pair in combinations(order_of(one, KNOWN), 2):
                found[pair].append(f"{one.path}: {one.name}")
    return found


def rings(then: dict[str, set[str]]) -> list[list[str]]:
    """Ways along the pairs that come back to where they began."""
    found = []

    def walk(way: list[str]) -> None:
        for model in sorted(then.get(way[-1], ())):
            if model == way[0]:
                found.append(way)
            elif model > way[0] and model not in way:  # each ring once, from its first name
                walk([*way, model])

    for model in sorted(then):
        walk([model])
    return found


def test_no_order_of_locks_comes_back_to_where_it_began():
    told = pairs()
    then: dict[str, set[str]] = defaultdict(set)
    for first, second in told:
        then[first].add(second)
    ways = [[*ring, ring[0]] for ring in rings(then)]
    assert [[(pair, told[pair]) for pair in zip(way, way[1:], strict=False)] for way in ways] == []


def test_of_each_lock_the_model_is_read():
    unread = {(one.path, one.name) for one in ALL if ("lock", "?") in one.steps}
    assert unread == set(UNREAD), "name the model where it is locked, or in UNREAD of tests/architecture/locking.py"


def test_what_is_locked_is_found():
    """The reader sees what is known to be there: a picture before its gallery, a partnership before its members."""
    told = pairs()
    assert {("StoredImage", "Gallery"), ("LocalPartnership", "Entity"), ("StoredImage", "Entity")} <= set(told)


def test_a_ring_would_be_found():
    assert rings({"A": {"B"}, "B": {"C"}, "C": {"A"}, "D": {"A"}}) == [["A", "B", "C"]]
