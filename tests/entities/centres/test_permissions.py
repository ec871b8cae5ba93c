"""Who works for which centre: every role of the table, own centre, foreign centre, ROPS."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import Role, User
from entities.centres.models import Assignment, CentreKind, SupportCentre
from entities.centres.permissions import (
    CentrePermission,
    acts_for_region,
    centres_of,
    is_staff_of,
    may,
    visible_centres,
)
from entities.territory.models import Voivodeship

pytestmark = pytest.mark.django_db


class Cast:
    """A region of one ROPS and two OWES, and an OWES of another voivodeship."""

    def __init__(self) -> None:
        lubuskie = Voivodeship.objects.get(slug="lubuskie")
        slaskie = Voivodeship.objects.get(slug="slaskie")
        self.rops = self.centre("rops", lubuskie, CentreKind.ROPS)
        self.own = self.centre("own", lubuskie)
        self.neighbour = self.centre("neighbour", lubuskie)
        self.foreign = self.centre("foreign", slaskie)

    @staticmethod
    def centre(slug: str, voivodeship: Voivodeship, kind: str = CentreKind.OWES) -> SupportCentre:
        return SupportCentre.objects.create(
            slug=slug, kind=kind, name=slug, short_name=slug, sort_name=slug, voivodeship=voivodeship
        )

    @staticmethod
    def person(role: str, *centres: SupportCentre, **fields: object) -> User:
        user = User.objects.create_user(f"{role}-{len(centres)}-{User.objects.count()}@x.example", role=role, **fields)
        Assignment.objects.bulk_create([Assignment(user=user, centre=centre) for centre in centres])
        return user


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.mark.parametrize("role", [Role.ANIMATOR, Role.EDITOR, Role.COORDINATOR])
def test_staff_of_an_owes_see_their_own_centre_only(cast, role):
    assert centres_of(cast.person(role, cast.own)) == {cast.own.pk}


@pytest.mark.parametrize("role", [Role.EDITOR, Role.COORDINATOR])
def test_a_coordinator_or_editor_of_the_rops_sees_every_centre_of_the_voivodeship(cast, role):
    user = cast.person(role, cast.rops)
    assert centres_of(user) == {cast.rops.pk, cast.own.pk, cast.neighbour.pk}
    assert acts_for_region(user)
    assert not is_staff_of(user, cast.foreign.pk)


def test_an_animator_of_the_rops_works_for_the_rops_alone(cast):
    user = cast.person(Role.ANIMATOR, cast.rops)
    assert centres_of(user) == {cast.rops.pk}
    assert not acts_for_region(user)


def test_somebody_may_work_for_two_centres_and_is_counted_once_in_each(cast):
    user = cast.person(Role.COORDINATOR, cast.own, cast.foreign)
    assert sorted(visible_centres(user).values_list("slug", flat=True)) == ["foreign", "own"]


def test_the_administrator_sees_all_without_an_assignment(cast):
    user = cast.person(Role.ADMINISTRATOR)
    assert visible_centres(user).count() == 4
    assert acts_for_region(user)
    assert is_staff_of(user, None)


def test_a_participant_assigned_by_mistake_sees_nothing(cast):
    user = cast.person(Role.PARTICIPANT, cast.rops)
    assert centres_of(user) == set()
    assert not acts_for_region(user)


def test_nobody_anonymous_or_let_go_works_for_a_centre(cast):
    gone = cast.person(Role.ADMINISTRATOR, cast.own, is_active=False)
    for user in (AnonymousUser(), gone):
        assert not visible_centres(user).exists()
        assert not acts_for_region(user)
        assert not is_staff_of(user, None)
        assert not may(user, CentrePermission.READ_EVENTS, cast.own)


def test_what_belongs_to_no_centre_is_the_administrators_alone(cast):
    assert not is_staff_of(cast.person(Role.COORDINATOR, cast.rops), None)


@pytest.mark.parametrize(
    ("role", "acts"),
    [
        (Role.PARTICIPANT, ""),
        (Role.ANIMATOR, "run_events read_events write_articles read_people edit_partnerships read_figures"),
        (Role.EDITOR, "read_events write_articles publish_articles read_figures"),
        (
            Role.COORDINATOR,
            "run_events read_events write_articles publish_articles read_people edit_projects edit_partnerships "
            "read_figures edit_centre keep_participation",
        ),
        (
            Role.ADMINISTRATOR,
            "run_events read_events write_articles publish_articles read_people edit_projects edit_partnerships "
            "read_figures edit_centre keep_participation",
        ),
    ],
)
def test_the_table_of_acts_holds_in_the_own_centre(cast, role, acts):
    user = cast.person(role, cast.own)
    assert {act for act in CentrePermission if may(user, act, cast.own)} == set(acts.split())


def test_nothing_is_allowed_in_a_foreign_centre_except_to_the_administrator(cast):
    for role in (Role.ANIMATOR, Role.EDITOR, Role.COORDINATOR):
        assert not any(may(cast.person(role, cast.own), act, cast.neighbour) for act in CentrePermission)
    assert all(may(cast.person(Role.ADMINISTRATOR), act, cast.neighbour.pk) for act in CentrePermission)
