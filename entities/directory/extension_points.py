"""What upper apps and steps may add to the pages of entities."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db.models import QuerySet

from accounts.models import User
from common.auditlog.models import AuditEntry
from common.extension_points import ExtensionPoint, PageSection, Title
from entities.directory.models import Entity
from entities.territory.models import County

# Parts of an entity's page; `obj` is the Entity. Shown in the order of registering.
ENTITY_SECTIONS: ExtensionPoint[PageSection] = ExtensionPoint("sections of an entity")


@dataclass(frozen=True)
class LinkedRows:
    """Rows that name an entity by a foreign key (`column`: "events.EventEntity.entity").

    They follow it when its record is merged into another: `move(source, target)` writes in the caller's transaction,
    which holds both records' locks. Who adds a foreign key to Entity registers its rows; a test asks for each.
    `told(source, target)`: lines under their number, where staff must see more than it before they merge.
    `lock(source, target)` takes the rows of upper apps that `move` changes and that others lock before an entity.
    `settled(source, target)`: what is counted or shown anew once rows have moved, there or (when it is undone) back.
    """

    column: str
    title: Title
    move: Callable[[int, int], None]
    told: Callable[[Entity, Entity], Sequence[str]] | None = None
    lock: Callable[[int, int], None] | None = None
    settled: Callable[[int, int], None] | None = None

    def count(self, entity_id: int) -> int:
        """How many rows name this entity."""
        label, _, field = self.column.rpartition(".")
        return apps.get_model(label)._base_manager.filter(**{field: entity_id}).count()


# What follows a record that is merged into another. Moved in the order of registering.
ENTITY_LINKS: ExtensionPoint[LinkedRows] = ExtensionPoint("rows that name an entity")

# What a merger of the first record into the second needs before its rows move; the third is the id of who merges.
MERGING: ExtensionPoint[Callable[[Entity, Entity, int | None], None]] = ExtensionPoint(
    "before a record is merged into another"
)

# What follows an undone merger: the record that is itself again, the one it came out of, the line of the log.
SEPARATED: ExtensionPoint[Callable[[Entity, Entity, AuditEntry], None]] = ExtensionPoint("after a merger was undone")

# Counties in the care of a member of staff, by the centres where they work: registered by centres, a step up.
COUNTIES_IN_CARE: ExtensionPoint[Callable[[User], QuerySet[County]]] = ExtensionPoint(
    "counties in the care of a member of staff"
)

# Who keeps the page of an entity (its id) and is told of decisions about it: registered by memberships, one step up.
KEEPERS: ExtensionPoint[Callable[[int], Sequence[User]]] = ExtensionPoint("who keeps an entity's page")
