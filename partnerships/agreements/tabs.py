"""A partnership as the panel edits it: its parts, each a page."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.web.record_pages import Tab
from partnerships.agreements.models import LocalPartnership

MEMBERS, TEAM, PLAN, DOCUMENTS = "czlonkowie", "zespol", "plan", "dokumenty"
# Parts edited as rows: key of the address → name.
ROW_PARTS = {
    MEMBERS: gettext_lazy("Members"),
    TEAM: gettext_lazy("Support team"),
    PLAN: gettext_lazy("Work plan"),
}


def parts_of(partnership: LocalPartnership) -> list[Tab]:
    """All parts in the order in which one fills them."""
    key = partnership.pk
    return [
        Tab("dane", _("Details and contact"), reverse("panel:partnership-change", args=[key])),
        *(
            Tab(part, str(name), reverse("panel:partnership-part", args=[key, part]))
            for part, name in ROW_PARTS.items()
        ),
        Tab(DOCUMENTS, _("Documents"), reverse("panel:partnership-documents", args=[key])),
    ]
