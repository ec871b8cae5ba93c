"""Names of counties as sentences need them. Land counties are adjectives and decline alike; cities stay as they are."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from common.text.polish import is_english

if TYPE_CHECKING:  # the models name themselves by this module
    from entities.territory.models import Municipality


def county_label(name: str, is_city: bool) -> str:
    """`powiat oświęcimski`, `Częstochowa`; `oświęcimski county` on an English page."""
    return name if is_city else gettext("%(name)s county") % {"name": name}


def of_county(name: str, is_city: bool) -> str:
    """After *z*: `powiatu oświęcimskiego`, `miasta Częstochowa`; English: `oświęcimski county`."""
    if is_english():
        return county_label(name, is_city)
    return f"miasta {name}" if is_city else f"powiatu {name}ego"


def in_county(name: str, is_city: bool) -> str:
    """After *w*: `powiecie oświęcimskim`, `mieście Częstochowa`; English: `oświęcimski county`."""
    if is_english():
        return county_label(name, is_city)
    return f"mieście {name}" if is_city else f"powiecie {name}m"


def commune_kind(code: str) -> str:
    """What sort of municipality it is, by the last digit of its code."""
    kinds = {
        "1": gettext("urban municipality"),
        "2": gettext("rural municipality"),
        "3": gettext("urban-rural municipality"),
    }
    return kinds.get(code[6:], "")


def told_apart(communes: "Iterable[Municipality]") -> list[tuple[str, str]]:
    """(code, name) of municipalities; of two of one name each says of which sort it is."""
    rows = list(communes)
    names = Counter(row.name for row in rows)
    return [(row.code, f"{row.name} ({commune_kind(row.code)})" if names[row.name] > 1 else row.name) for row in rows]


def city_note(is_city: bool) -> str:
    """Under the name of a city that is a county by itself."""
    return gettext("city with county rights") if is_city else ""
