"""Counties as the options of a select: prepared, because a form of the public draws all 380 of them."""

from collections import Counter

from django.utils.translation import gettext

from common.prepared import Prepared
from entities.territory.models import County

_COUNTIES = Prepared(
    lambda: County.objects.order_by("sort_name").values_list("code", "name", "is_city", "voivodeship__name")
)


def county_choices(blank: str = "—") -> list[tuple[str, str]]:
    """Counties by the alphabet; names that two counties share say their voivodeship."""
    rows = _COUNTIES()
    shared = Counter((name, is_city) for _, name, is_city, _ in rows)
    told, land = [("", blank)], gettext("%(name)s county")  # asked for once: there are hundreds
    for code, name, is_city, voivodeship in rows:
        label = name if is_city else land % {"name": name}
        told.append((code, f"{label} ({voivodeship})" if shared[name, is_city] > 1 else label))
    return told
