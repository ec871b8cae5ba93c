"""What memberships put on a person's account page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from accounts.models import User
from common.extension_points import PageSection
from common.web.page_sections import Portion, portion
from entities.directory.states import EntityState
from entities.memberships.models import Membership
from entities.memberships.permissions import LIVING

SIZE = 10


@dataclass(frozen=True, slots=True)
class OwnEntity:
    """An entity of the person, leading to its page in the account."""

    name: str
    url: str
    role: str
    state: str


def of_user(user: User, page: int) -> Sequence[Any]:
    """Entities of which the person is an owner or a member."""
    rows = Membership.objects.filter(user=user, entity__state__in=LIVING).select_related("entity")
    found = portion(rows.order_by("entity__sort_name", "entity_id"), page, SIZE)
    return Portion([_row(row) for row in found], more=found.more)


def _row(membership: Membership) -> OwnEntity:
    entity = membership.entity
    is_public = entity.state == EntityState.PUBLISHED
    return OwnEntity(
        name=entity.name,
        url=reverse("own:entity", args=[entity.pk]),
        role=membership.get_role_display(),
        state="" if is_public else str(EntityState(entity.state).label),
    )


OWN = PageSection(
    title=gettext_lazy("My entities"), key="podmioty", template="entities/memberships/section_own.html", load=of_user
)
