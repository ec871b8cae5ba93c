"""Names of counties as sentences need them. Land counties are adjectives and decline alike; cities stay as they are."""

from django.utils.translation import gettext

from common.text.polish import is_english


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


def city_note(is_city: bool) -> str:
    """Under the name of a city that is a county by itself."""
    return gettext("city with county rights") if is_city else ""
