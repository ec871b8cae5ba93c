"""Forms of a record as its own people fill them: without what the staff alone say of it."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from entities.directory.duplicates import Likeness
from entities.directory.forms import EntityForm, KnownForm
from entities.directory.models import Entity


class OwnEntityForm(EntityForm):
    """All plain fields but who runs it: that names another organisation. Doubles are the staff's to look for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["operator"]

    def _look_for_the_same(self, data: dict[str, Any]) -> None:
        """A change of a name or a number waits for the staff, who see what it may repeat."""


class OwnNewEntityForm(KnownForm):
    """What is enough to begin a record; an existing one is offered first, if the public may see it."""

    class Meta:
        model = Entity
        fields = ["name", "kind", "county", "town", "nip", "regon", "krs"]
        help_texts = {"nip": _("With or without hyphens. We check whether the directory knows it.")}

    def shown_of(self, found: Sequence[Likeness]) -> list[Likeness]:
        """Only public records: nobody learns here of a hidden one."""
        return [one for one in found if one.entity.is_published]
