"""Counties as the options of a select: prepared, because a form of the public draws all 380 of them."""

from django.utils.translation import gettext

from common.db.compiled_queries import Prepared
from entities.territory.models import County
from entities.territory.naming import apart

_COUNTIES = Prepared(lambda: County.objects.order_by("sort_name", "code").values_list("code", "name", "is_city"))


def county_choices(blank: str = "—") -> list[tuple[str, str]]:
    """Counties by the alphabet; names that two counties share say their voivodeship."""
    land = gettext("%(name)s county")  # asked for once: there are hundreds
    labels = [(code, (name if is_city else land % {"name": name}) + apart(code)) for code, name, is_city in _COUNTIES()]
    return [("", blank), *labels]
