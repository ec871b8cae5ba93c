"""Is it in the directory already? By NIP, REGON, KRS, or by a similar name in the same county.

Units share the numbers of who runs them, so an equal one is offered, never forbidden. Asked before a new record is
made, and of every record that waits to be looked at.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Q

from common.text.folding import fold, sort_key
from entities.directory.models import Entity
from entities.directory.states import EntityState

NIP, REGON, KRS, NAME = "nip", "regon", "krs", "name"
MOST = 8
ALIKE = 0.6
# Said by half of the names, so they tell nobody apart (folded; a name of nothing else is compared whole).
COMMON = frozenset(
    re.findall(
        r"\w+",
        """
    spoldzielnia socjalna pracy fundacja stowarzyszenie centrum klub kolo gospodyn wiejskich warsztat terapii
    zajeciowej zaklad aktywnosci zawodowej integracji spolecznej ochotnicza straz pozarna polskie polska sp spolka z oo
    o w i na rzecz im przy dla non profit cis kis wtz zaz osp kgw ss gmina powiat miasto""",
    )
)


class Likeness(NamedTuple):
    """A record that may be the same one, and what is equal or alike."""

    entity: Entity
    reasons: tuple[str, ...]


def similar_entities(
    *, name: str, county_id: str | None, nip: str = "", regon: str = "", krs: str = "", but: int | None = None
) -> list[Likeness]:
    """Records that may be the one described, the surest first, at most eight; identifiers as they are kept."""
    asked = {NIP: nip, REGON: regon[:9], KRS: krs}
    same = Q(sort_name=sort_key(name))
    for column, value in asked.items():
        if value:
            same |= Q(**{f"{column}__startswith" if column == REGON else column: value})
    living = Entity.objects.exclude(state=EntityState.MERGED).exclude(pk=but)
    keys = set(living.filter(same).values_list("pk", flat=True)[: 4 * MOST])
    if county_id:
        near = living.filter(county=county_id).values_list("pk", "name")
        keys |= {pk for pk, other in near if names_alike(name, other)}
    rows = living.filter(pk__in=keys).select_related("kind", "county")
    found = [Likeness(row, reasons) for row in rows if (reasons := _reasons(row, name, asked))]
    return sorted(found, key=lambda one: (-len(one.reasons), one.entity.sort_name, one.entity.pk))[:MOST]


def similar_to(entity: Entity) -> list[Likeness]:
    """Other records that may be this one."""
    return similar_entities(
        name=entity.name,
        county_id=entity.county_id,
        nip=entity.nip,
        regon=entity.regon,
        krs=entity.krs,
        but=entity.pk,
    )


def names_alike(one: str, other: str) -> bool:
    """Equal but for common words, or nearly equal: „Spółdzielnia Socjalna Makowianka” and „MAKOWIANKA sp. socjalna”."""
    mine, others = _telling(one), _telling(other)
    if mine == others:
        return True
    numbers, other_numbers = ({word for word in words if word.isdecimal()} for words in (mine, others))
    if not (mine and others) or (numbers and other_numbers and numbers != other_numbers):
        return False  # „Szkoła nr 1” is not „Szkoła nr 2”
    first, second = telling_pieces(one), telling_pieces(other)
    return 2 * len(first & second) >= ALIKE * (len(first) + len(second))


def _reasons(row: Entity, name: str, asked: dict[str, str]) -> tuple[str, ...]:
    equal = [column for column, value in asked.items() if value and getattr(row, column)[: len(value)] == value]
    return (*equal, NAME) if names_alike(name, row.name) else tuple(equal)


@lru_cache(maxsize=20_000)
def telling_pieces(name: str) -> frozenset[str]:
    """The pieces by which `names_alike` compares: whoever looks through many names finds the near ones by them."""
    return frozenset(_pieces(_telling(name)))


@lru_cache(maxsize=20_000)
def _telling(name: str) -> frozenset[str]:
    words = re.findall(r"[^\W_]+", fold(name))
    return frozenset(word for word in words if word not in COMMON) or frozenset(words)


def _pieces(words: Iterable[str]) -> set[str]:
    return {f"  {word} "[at : at + 3] for word in words for at in range(len(word) + 1)}
