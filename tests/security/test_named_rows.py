"""Each row form carries the id of its row: another record's id is like one that does not exist.

It makes a new row of one's own, or nothing; the row of others is neither changed nor shown nor taken away. A new row
form enters by itself and fails until it is attacked here.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from common.forms.inline_row_forms import RowForm
from entities.centres.forms import CentrePersonForm
from entities.directory.forms import BundleForm, FounderForm, ServiceForm, StatusForm
from entities.directory.models import Entity
from events.panel import row_forms as programme
from events.participation.forms import ColumnForm
from events.reporting.forms import HandFigureForm
from news.articles.forms import PresentedForm
from partnerships.agreements.forms import MemberForm, StepForm, TeamForm
from partnerships.projects.forms import PartnerForm
from partnerships.projects.indicator_forms import EntryForm, IndicatorForm
from tests import factories as made
from tests.architecture.test_form_choices import all_forms
from tests.architecture.tree import code, relative
from tests.architecture.world import World
from tests.security.naming import VALUE, Naming, faults_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys_apart")]

# Rows whose id is not read: columns by their names, founders as they are picked (test_form_choices.py).
WITHOUT_IDS = {ColumnForm, FounderForm, programme.EventRowForm}
# Sets of forms that are no Rows, and why none of theirs names a row.
OTHER_SETS = {"events/registration/signup/forms.py": "people of a new registration: they are no rows yet"}


def _events(world: World) -> list[Model]:
    return [world.event, world.second_event, world.other_event]


def _entities(world: World) -> list[Model]:
    county = world.cast.centre.counties.get()
    return [*(made.EntityFactory(published=True, county=county) for _ in "12"), made.EntityFactory(published=True)]


def _partnerships(world: World) -> list[Model]:
    return [world.partnership, world.draft_partnership, world.other_partnership]


def _projects(world: World) -> list[Model]:
    return [world.project, world.draft_project, world.other_project]


def _articles(world: World) -> list[Model]:
    return [world.draft, made.ArticleFactory(centre=world.cast.centre), world.other_draft]


def _centres(world: World) -> list[Model]:
    return [world.cast.centre, world.cast.other_centre]


def _manual(world: World) -> list[Model]:
    return [made.IndicatorFactory(project=one, source="manual") for one in _projects(world)]


def _regions(world: World) -> list[Model]:
    return [world.cast.rops.voivodeship, made.VoivodeshipFactory(code="30", slug="wielkopolskie", name="wielkopolskie")]


def _makowianka() -> Entity:
    return made.EntityFactory(published=True, name="Makowianka")


Make = Callable[[Any], Any]


def _row(factory: Any, field: str, **fields: Any) -> Make:
    return lambda owner: factory(**{field: owner}, **fields)


def _part(part: str, name: str = "panel:event-part") -> Callable[[Any], str]:
    return lambda owner: reverse(name, args=[owner.pk, part])


def _page(name: str) -> Callable[[Any], str]:
    return lambda owner: reverse(name, args=[owner.pk])


PICKED = {"entity": "Makowianka"}
EVENT, ENTITY, PARTNERSHIP = "panel:event-part", "panel:entity-part", "panel:partnership-part"

# (owners: the own one first, then others'; the page of an owner's rows; a row of an owner; what is typed; who)
Attacked = tuple[Callable[[World], list[Any]], Callable[[Any], str], Make, dict[str, Any]]
ROWS: dict[type[RowForm], Attacked] = {
    programme.StopForm: (_events, _part("miejsca"), _row(made.StopFactory, "event"), {"name": "x", "town": "y"}),
    programme.ItemForm: (_events, _part("program"), _row(made.ProgrammeItemFactory, "event"), {"title": "x"}),
    programme.AppearanceForm: (
        _events, _part("osoby"), _row(made.AppearanceFactory, "event"), {"name": "x", "role": "speaker"},
    ),
    programme.RoleForm: (
        _events, _part("podmioty"), _row(made.EventEntityFactory, "event"), {**PICKED, "role": "organiser"},
    ),
    programme.PointsForm: (
        _events, _part("punkty"), _row(made.PointListFactory, "event"), {"kind": "topic", "title": "x", "points": "y"},
    ),
    programme.QuotationForm: (
        _events, _part("cytaty"), _row(made.QuotationFactory, "event"), {"text": "x", "said_by": "y"},
    ),
    programme.QuestionForm: (
        _events, _part("pytania"), _row(made.QuestionFactory, "event"), {"text": "x", "kind": "short"},
    ),
    ServiceForm: (_entities, _part("uslugi", ENTITY), _row(made.OfferedServiceFactory, "entity"), {"title": "x"}),
    BundleForm: (
        _entities, _part("pakiety", ENTITY), _row(made.ServiceBundleFactory, "entity"), {"name": "x", "services": "y"},
    ),
    StatusForm: (
        _entities, _part("status", ENTITY), _row(made.EnterpriseStatusFactory, "entity"),
        {"decided_on": "2024-01-02", "basis": "art. 4", "decision_number": "x"},
    ),
    MemberForm: (
        _partnerships, _part("czlonkowie", PARTNERSHIP), _row(made.PartnershipMemberFactory, "partnership"),
        {**PICKED, "role": "member", "joined_on": "2026-01-01"},
    ),
    TeamForm: (
        _partnerships, _part("zespol", PARTNERSHIP), _row(made.SupportPersonFactory, "partnership"),
        {"name": "x", "function": "y", "institution": "z"},
    ),
    StepForm: (
        _partnerships, _part("plan", PARTNERSHIP), _row(made.WorkPlanStepFactory, "partnership"),
        {"title": "x", "state": "planned"},
    ),
    PartnerForm: (
        _projects, _page("panel:project-partners"), _row(made.ProjectPartnerFactory, "project"),
        {**PICKED, "role": "partner", "country": "PL"},
    ),
    IndicatorForm: (
        _projects, _page("panel:project-indicator-rows"), _row(made.IndicatorFactory, "project"),
        {"name": "x", "target": "5", "unit": "osób", "source": "manual", "counts": "present"},
    ),
    EntryForm: (
        _manual, lambda owner: reverse("panel:project-indicator-entries", args=[owner.project_id, owner.pk]),
        _row(made.IndicatorEntryFactory, "indicator"), {"on": "2026-01-02", "value": "3", "note": "x"},
    ),
    HandFigureForm: (
        _regions, lambda owner: reverse("panel:reports-asked", args=[owner.pk]),
        _row(made.HandFigureFactory, "voivodeship"), {"name": "x", "unit": "y"},
    ),
    PresentedForm: (
        _articles, _page("panel:article-entities"), _row(made.ArticleEntityFactory, "article"), {**PICKED, "note": "x"},
    ),
    CentrePersonForm: (
        _centres, _page("panel:centre-people"), _row(made.ContactPersonFactory, "centre"),
        {"name": "x", "function": "y"},
    ),
}  # fmt: skip
WHO = {HandFigureForm: "rops_coordinator"}


def row_forms() -> set[type[RowForm]]:
    return {form for form in all_forms() if issubclass(form, RowForm)} - {RowForm}


def test_each_row_form_is_attacked():
    assert {f"{form.__module__}.{form.__qualname__}" for form in row_forms() ^ (set(ROWS) | WITHOUT_IDS)} == set()


def test_rows_of_forms_are_made_by_one_class():
    """A formset of Django's own would be a way around it."""
    found = {relative(path) for path in code() if path.suffix == ".py" and "formset_factory" in path.read_text()}
    assert found == set(OTHER_SETS)


@pytest.mark.parametrize("form", ROWS, ids=[f"{form.__module__}.{form.__qualname__}" for form in ROWS])
def test_a_row_of_another_record_is_not_changed_through_ones_own(form, cast, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    world = World(cast)
    owners, address, make, typed = ROWS[form]
    mine, *others = owners(world)
    _makowianka()
    if form is ServiceForm:
        typed = {**typed, "category": str(made.ServiceCategoryFactory().pk)}
    own, *foreign = (make(owner) for owner in (mine, *others))
    sent = {f"r-0-{key}": value for key, value in typed.items()}
    naming = Naming(
        address(mine),
        who=WHO.get(form, "coordinator"),
        own=own.pk,
        foreign=[one.pk for one in foreign],
        data={"act": "save", "r-count": "1", "r-seen": VALUE, "r-0-id": VALUE, **sent},
    )
    assert faults_of(world, naming) == []
