"""Names of counties as sentences need them. Land counties are adjectives and decline alike; cities stay as they are."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from common.text.polish import is_english
from entities.territory import reference_data

if TYPE_CHECKING:  # the models name themselves by this module
    from entities.territory.models import Municipality


@cache
def _lands_of_twins() -> dict[str, str]:
    """Codes of the counties whose name another one bears too (ten pairs in Poland), with their voivodeships."""
    rows = [(row["code"], (row["name"], row["is_city"])) for row in reference_data.counties()]
    lands = {row["code"]: row["name"] for row in reference_data.voivodeships()}
    times = Counter(name for _code, name in rows)
    return {code: lands[code[:2]] for code, name in rows if times[name] > 1}


def apart(code: str) -> str:
    """` (opolskie)` after the name of a county that shares it with another one; else nothing."""
    land = _lands_of_twins().get(code, "")
    return f" ({land})" if land else ""


def county_label(name: str, is_city: bool, code: str) -> str:
    """`powiat oświęcimski`, `Częstochowa`, `powiat brzeski (opolskie)`; `oświęcimski county` on an English page."""
    return _plain_label(name, is_city) + apart(code)


def _plain_label(name: str, is_city: bool) -> str:
    return name if is_city else gettext("%(name)s county") % {"name": name}


def of_county(name: str, is_city: bool) -> str:
    """After *z*: `powiatu oświęcimskiego`, `miasta Częstochowa`; English: `oświęcimski county`."""
    if is_english():
        return _plain_label(name, is_city)
    return f"miasta {name}" if is_city else f"powiatu {name}ego"


def in_county(name: str, is_city: bool) -> str:
    """After *w*: `powiecie oświęcimskim`, `mieście Częstochowa`; English: `oświęcimski county`."""
    if is_english():
        return _plain_label(name, is_city)
    return f"mieście {name}" if is_city else f"powiecie {name}m"


def municipality_kind(code: str) -> str:
    """What sort of municipality it is, by the last digit of its code."""
    kinds = {
        "1": gettext("urban municipality"),
        "2": gettext("rural municipality"),
        "3": gettext("urban-rural municipality"),
    }
    return kinds.get(code[6:], "")


def told_apart(municipalities: "Iterable[Municipality]") -> list[tuple[str, str]]:
    """(code, name) of municipalities; of two of one name each says of which sort it is."""
    rows = list(municipalities)
    names = Counter(row.name for row in rows)
    return [
        (row.code, f"{row.name} ({municipality_kind(row.code)})" if names[row.name] > 1 else row.name) for row in rows
    ]


def city_note(is_city: bool) -> str:
    """Under the name of a city that is a county by itself."""
    return gettext("city with county rights") if is_city else ""
