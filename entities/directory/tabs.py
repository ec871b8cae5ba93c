"""A record of the directory as the panel edits it: its parts, each a page."""

from django.utils.translation import gettext_lazy

DATA, SERVICES, BUNDLES, STATUSES, FOUNDERS, PICTURES = "dane", "uslugi", "pakiety", "status", "zalozyciele", "zdjecia"
# Parts edited as rows: key of the address → name.
ROW_PARTS = {
    SERVICES: gettext_lazy("What can be ordered"),
    BUNDLES: gettext_lazy("Bundles of services"),
    STATUSES: gettext_lazy("Status of social enterprise"),
    FOUNDERS: gettext_lazy("Founders"),
}


NAMES = {DATA: gettext_lazy("Details and contact"), **ROW_PARTS, PICTURES: gettext_lazy("Logo and photos")}
