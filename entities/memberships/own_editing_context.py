"""The editing at which an entity's own people edit its record: public fields change at once, staff look at them."""

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from entities.directory.editing_context import EditingContext
from entities.directory.models import Entity
from entities.directory.proposing import amend_entity, noted
from entities.directory.tabs import BUNDLES, SERVICES
from entities.memberships.own_forms import OwnEntityForm


class OwnEditingContext(EditingContext):
    """In the account. Decisions on a status and founders are entered by the staff."""

    frame = "account_base.html"
    form = OwnEntityForm
    row_parts = (SERVICES, BUNDLES)
    addresses = {"data": "own:change", "part": "own:part", "pictures": "own:pictures"}
    addresses |= {"photo": "own:photo", "home": "own:entity"}

    keeps = True

    def trail(self, entity: Entity) -> list[tuple[str, str]]:
        return [(_("My account"), reverse("account:home")), (str(entity), self.url("home", entity.pk))]

    def note(self, entity: Entity) -> str:
        if not entity.is_published:
            return ""
        return _(
            "What you save is public at once. A new name, kind or number waits for the support centre; until then the"
            " former one stands in the directory."
        )

    def write(self, entity_id: int, fields: Mapping[str, Any]) -> str:
        waits = amend_entity(entity_id=entity_id, by=self.by, fields=fields)
        if not waits:
            return _("Saved.")
        if waits == set(fields):
            return _("Saved. The change waits for the support centre; you will get a mail.")
        return _("Saved. A part is public already; the name, kind or numbers wait for the support centre.")

    def change_part(self, entity_id: int, part: str, change: Callable[[], Any]) -> Any:
        return noted(entity_id=entity_id, part=part, by=self.by, act=change)
