"""The same cast in every test: one person of each role of DESIGN's table, all of one centre and one entity."""

from dataclasses import dataclass, fields

from accounts.models import User
from entities.centres.models import SupportCentre
from entities.directory.models import Entity
from tests.factories import AssignmentFactory, CountyFactory, MembershipFactory, SupportCentreFactory, UserFactory


@dataclass
class Cast:
    """`cast.animator` and the others; `cast.centre` is where the staff work, `cast.entity` whose people the two are."""

    participant: User
    entity_member: User
    entity_owner: User
    animator: User
    editor: User
    coordinator: User
    administrator: User
    # The same offices in another OWES: colleagues from elsewhere.
    other_animator: User
    other_coordinator: User
    # A coordinator of the ROPS acts for the whole region.
    rops_coordinator: User
    centre: SupportCentre
    other_centre: SupportCentre
    rops: SupportCentre
    entity: Entity

    def users(self) -> dict[str, User]:
        """All persons by the name of their role here."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.type is User}


def make_cast() -> Cast:
    """Create the cast with its centres, entity, assignments and memberships."""
    centre = SupportCentreFactory(counties=[CountyFactory()])
    other_centre, rops = SupportCentreFactory(), SupportCentreFactory(rops=True)
    owner = MembershipFactory(owner=True, user__email="wlascicielka@example.org")
    entity = owner.entity

    def staff(role: str, where: SupportCentre, name: str) -> User:
        return AssignmentFactory(user=UserFactory(**{role: True}, email=f"{name}@example.org"), centre=where).user

    return Cast(
        participant=UserFactory(email="uczestniczka@example.org"),
        entity_member=MembershipFactory(entity=entity, user__email="czlonek@example.org").user,
        entity_owner=owner.user,
        animator=staff("animator", centre, "animator"),
        editor=staff("editor", centre, "redaktorka"),
        coordinator=staff("coordinator", centre, "koordynatorka"),
        administrator=UserFactory(administrator=True, email="administrator@example.org"),
        other_animator=staff("animator", other_centre, "animator-obok"),
        other_coordinator=staff("coordinator", other_centre, "koordynator-obok"),
        rops_coordinator=staff("coordinator", rops, "koordynator-rops"),
        centre=centre,
        other_centre=other_centre,
        rops=rops,
        entity=entity,
    )
