"""A record of the directory as the panel edits it: its parts, each a page."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entities.directory.models import Entity

SERVICES, BUNDLES, STATUSES, FOUNDERS = "uslugi", "pakiety", "status", "zalozyciele"
# Parts edited as rows: key of the address → name.
ROW_PARTS = {
    SERVICES: gettext_lazy("What can be ordered"),
    BUNDLES: gettext_lazy("Bundles of services"),
    STATUSES: gettext_lazy("Status of social enterprise"),
    FOUNDERS: gettext_lazy("Founders"),
}


class Part(NamedTuple):
    """A part of the record: its page."""

    key: str
    name: str
    url: str


def parts_of(entity: Entity) -> list[Part]:
    """All parts in the order in which one fills them."""
    return [
        Part("dane", _("Details and contact"), reverse("panel:entity-change", args=[entity.pk])),
        *(Part(key, str(name), reverse("panel:entity-part", args=[entity.pk, key])) for key, name in ROW_PARTS.items()),
        Part("zdjecia", _("Logo and photos"), reverse("panel:entity-pictures", args=[entity.pk])),
    ]
