"""Every field that names another object, in every form and row form: the object of another centre is no choice.

The forms are found by walking the subclasses, so a new form or field enters by itself. One that names something of a
centre needs a line in FORMS or CHOICES: how it is made for somebody of the own centre, and what they may not choose.
"""

import importlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone

from accounts.forms import Dressed
from common.forms.fields import MOST_OF_EMAIL
from common.forms.inline_row_forms import RowForm
from entities.centres.forms import CentreForm
from entities.directory.entity_widget import EntityPickField, Picked
from entities.directory.forms import CategoryForm, EntityForm, FounderForm, MergeForm
from entities.directory.models import Entity, EntityKind, ServiceCategory
from entities.memberships.own_forms import OwnEntityForm
from entities.territory.models import County, Municipality
from events.attendance.forms import WalkInForm
from events.attendance.paper_forms import BlankRowForm
from events.catalogue.models import Event
from events.figures.filters import FiguresForm
from events.imports.forms import SheetRowForm
from events.panel.forms import BasicsForm, EventForm
from events.panel.row_forms import AppearanceForm, ItemForm, PointsForm, QuotationForm, RoleForm, StopForm
from events.registration.desk.correction_forms import CorrectionForm
from events.registration.desk.forms import EnrolForm, MoveForm
from events.registration.desk.moving import targets
from events.reporting.forms import PeriodForm
from news.articles.forms import ArticleForm, NewArticleForm, PresentedForm
from news.articles.models import Category
from partnerships.agreements.forms import MemberForm, PartnershipForm, StepForm, TeamForm, team_choices
from partnerships.projects.forms import PartnerForm, ProjectForm
from tests.architecture.tree import APPS, ROOT, code
from tests.factories import (
    AppearanceFactory,
    ArticleFactory,
    CountyFactory,
    EntityFactory,
    EventFactory,
    FundingProjectFactory,
    LocalPartnershipFactory,
    ParticipantFactory,
    SessionFactory,
    StopFactory,
)

# The portal's own lists: everyone chooses from them.
LISTS = (County, Municipality, EntityKind, ServiceCategory, Category)

# How a form with a field of rows of a centre is made for somebody of the own centre.
FORMS: dict[type[forms.BaseForm], Callable[[Any], forms.BaseForm]] = {
    EventForm: lambda cast: EventForm(user=cast.animator),
    BasicsForm: lambda cast: BasicsForm(user=cast.animator, instance=EventFactory(centre=cast.centre)),
    ArticleForm: lambda cast: ArticleForm(user=cast.editor, instance=ArticleFactory(centre=cast.centre)),
    NewArticleForm: lambda cast: NewArticleForm(user=cast.editor),
    PartnershipForm: lambda cast: PartnershipForm(user=cast.coordinator),
    ProjectForm: lambda cast: ProjectForm(user=cast.coordinator),
    FiguresForm: lambda cast: FiguresForm({}, user=cast.coordinator),
    PeriodForm: lambda cast: PeriodForm(centres=type(cast.centre).objects.filter(pk=cast.centre.pk)),
}


def _foreign_event(cast: Any) -> Event:
    return EventFactory(centre=cast.other_centre, published=True)


def _foreign_stop(cast: Any) -> str:
    return str(StopFactory(event=_foreign_event(cast)).pk)


def _own_event(cast: Any) -> Event:
    return EventFactory(centre=cast.centre, published=True)


# Fields with choices made when the page is drawn that name something of a centre: (the form, what is no choice).
Case = Callable[[Any], tuple[forms.BaseForm, str]]
CHOICES: dict[tuple[type[forms.BaseForm], str], Case] = {
    (TeamForm, "user"): lambda cast: (
        TeamForm(**team_choices(LocalPartnershipFactory(centre=cast.centre))), str(cast.other_animator.pk)
    ),
    (MoveForm, "event"): lambda cast: (
        MoveForm(events=[(one.pk, str(one)) for one in targets(cast.animator, _own_event(cast))]),
        str(_foreign_event(cast).pk),
    ),
    (ItemForm, "stop"): lambda cast: (ItemForm(event=_own_event(cast), stops=[StopFactory()]), _foreign_stop(cast)),
    (PointsForm, "stop"): lambda cast: (PointsForm(event=_own_event(cast), stops=[StopFactory()]), _foreign_stop(cast)),
    (AppearanceForm, "where"): lambda cast: (
        AppearanceForm(event=_own_event(cast), stops=[], items=[]), f"stop-{_foreign_stop(cast)}"
    ),
    (QuotationForm, "appearance"): lambda cast: (
        QuotationForm(event=_own_event(cast), people=[]), str(AppearanceFactory(event=_foreign_event(cast)).pk)
    ),
    (BlankRowForm, "days"): lambda cast: (
        BlankRowForm(number=1, sessions=[SessionFactory(event=_own_event(cast))], user=cast.animator),
        str(SessionFactory(event=_foreign_event(cast)).pk),
    ),
}  # fmt: skip

# How a form in which an entity is picked is made.
PICKERS: dict[type[forms.BaseForm], Callable[[Any], forms.BaseForm]] = {
    EntityForm: lambda cast: EntityForm(user=cast.animator, instance=EntityFactory()),
    OwnEntityForm: lambda cast: OwnEntityForm(user=cast.entity_owner, instance=cast.entity),
    MergeForm: lambda cast: MergeForm(user=cast.coordinator),
    FounderForm: lambda cast: FounderForm(user=cast.coordinator),
    MemberForm: lambda cast: MemberForm(user=cast.animator),
    StepForm: lambda cast: StepForm(user=cast.animator),
    PartnerForm: lambda cast: PartnerForm(user=cast.coordinator),
    StopForm: lambda cast: StopForm(user=cast.animator, event=_own_event(cast)),
    AppearanceForm: lambda cast: AppearanceForm(user=cast.animator, event=_own_event(cast)),
    RoleForm: lambda cast: RoleForm(user=cast.animator, event=_own_event(cast)),
    PresentedForm: lambda cast: PresentedForm(user=cast.editor),
    WalkInForm: lambda cast: WalkInForm(user=cast.animator),
    BlankRowForm: lambda cast: BlankRowForm(number=1, sessions=[], user=cast.animator),
    EnrolForm: lambda cast: EnrolForm(user=cast.animator),
    SheetRowForm: lambda cast: SheetRowForm(user=cast.animator),
    CorrectionForm: lambda cast: CorrectionForm(person=ParticipantFactory(), questions=[], user=cast.animator),
}

# Fields with such choices that name nothing of a centre, and why.
NO_CHOICE_OF_OBJECTS = {
    "entities.centres.forms.CentrePersonForm.counties": "counties, of those that the centre serves",
    "entities.directory.forms.ServiceForm.category": "the portal's list",
    "entities.memberships.forms.ClaimForm.way": "ways to prove that one belongs to the entity",
    "events.attendance.forms.DoorLinkForm.day": "days of the event",
    "events.panel.forms.RegistrationSettingsForm.counted_roles": "roles",
    "events.figures.filters.FiguresForm.rodzaj": "kinds of events",
    "events.participation.forms.ColumnForm.column": "columns of the funder's sheet",
    "events.participation.forms.TermsForm.asked": "kinds of data",
    "events.panel.row_forms.ItemForm.day": "days of the event",
    "events.panel.row_forms.StopForm.day": "days of the event",
    "events.registration.signup.forms.RegistrationForm.entity": "published entities that the typed text means",
    "partnerships.agreements.forms.TeamForm.centre": "support centres are public",
    "partnerships.projects.indicator_forms.IndicatorForm.event_kind": "kinds of events",
}


def all_forms() -> list[type[forms.BaseForm]]:
    """Every form class of the apps."""
    for path in code():
        if path.name.endswith(".py") and "forms." in path.read_text() and "demo" not in path.parts:
            importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    ours = {one for one in _below(forms.BaseForm) if one.__module__.split(".")[0] in APPS}
    return sorted(ours, key=lambda one: (one.__module__, one.__qualname__))


def _below(root: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for one in root.__subclasses__():
        yield one
        yield from _below(one)


def fields_of(form: type[forms.BaseForm]) -> dict[str, forms.Field]:
    return getattr(form, "base_fields", {})


def model_fields() -> list[tuple[type[forms.BaseForm], str, type[Model]]]:
    """(form, field, model) of each field that names a row of the database."""
    return [
        (form, name, field.queryset.model)
        for form in all_forms()
        for name, field in fields_of(form).items()
        if isinstance(field, forms.ModelChoiceField)
    ]


def open_choices() -> list[tuple[type[forms.BaseForm], str]]:
    """Fields whose choices are made when the page is drawn."""
    return [
        (form, name)
        for form in all_forms()
        for name, field in fields_of(form).items()
        if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField)
        if not list(field.choices)
    ]


def place(form: type[forms.BaseForm], name: str) -> str:
    return f"{form.__module__}.{form.__qualname__}.{name}"


def of_a_centre() -> list[tuple[type[forms.BaseForm], str, type[Model]]]:
    return [one for one in model_fields() if one[2] not in LISTS]


FIELDS = of_a_centre()


def test_every_form_that_names_something_of_a_centre_is_listed():
    assert sorted({place(form, "") for form, _name, _model in FIELDS if form not in FORMS}) == []
    assert {form for form, _name, _model in FIELDS} | {CentreForm, CategoryForm} >= set(FORMS)


def test_every_field_with_choices_of_its_page_is_listed():
    listed = {place(*one) for one in CHOICES} | set(NO_CHOICE_OF_OBJECTS)
    assert {place(*one) for one in open_choices()} ^ listed == set()


def foreign(cast: Any, model: type[Model]) -> Model:
    """A row of this model that belongs to another centre; published, so that nothing but the centre keeps it away."""
    made: dict[str, Callable[[], Any]] = {
        "SupportCentre": lambda: cast.other_centre,
        "FundingProject": lambda: FundingProjectFactory(centre=cast.other_centre, published=True),
        "LocalPartnership": lambda: LocalPartnershipFactory(centre=cast.other_centre, published=True),
        "Event": lambda: EventFactory(centre=cast.other_centre, published=True),
    }
    return made[model.__name__]()


@pytest.mark.django_db
@pytest.mark.parametrize(("form", "name", "model"), FIELDS, ids=[place(form, name) for form, name, _model in FIELDS])
def test_what_belongs_to_another_centre_is_no_choice(form, name, model, cast):
    row = foreign(cast, model)
    field = FORMS[form](cast).fields[name]
    value = getattr(row, getattr(field, "to_field_name", None) or "pk")
    with pytest.raises(ValidationError):
        field.clean([value] if isinstance(field, forms.ModelMultipleChoiceField) else value)


@pytest.mark.django_db
@pytest.mark.parametrize(("key", "case"), CHOICES.items(), ids=[place(*one) for one in CHOICES])
def test_what_belongs_to_another_centre_is_no_choice_of_the_page(key, case, cast):
    form, value = case(cast)
    field = form.fields[key[1]]
    with pytest.raises(ValidationError):
        field.clean([value] if isinstance(field, forms.MultipleChoiceField) else value)


def pickers() -> list[tuple[type[forms.BaseForm], str]]:
    """Fields in which an entity is picked."""
    return [
        (form, name)
        for form in all_forms()
        for name, field in fields_of(form).items()
        if isinstance(field, EntityPickField)
    ]


def test_every_form_in_which_an_entity_is_picked_is_listed():
    assert {place(form, "") for form, _name in pickers()} ^ {place(form, "") for form in PICKERS} == set()


@pytest.mark.django_db
@pytest.mark.parametrize(("form", "name"), pickers(), ids=[place(*one) for one in pickers()])
def test_an_unlisted_entity_of_elsewhere_is_no_choice(form, name, cast):
    hidden = EntityFactory(name="Żaglownia nad Zatoką", county=CountyFactory(code="2262", name="Gdynia"))
    field = PICKERS[form](cast).fields.get(name)
    if field is None:  # the form takes the field away: an entity's own people are not asked for its operator
        return
    for picked in (Picked(hidden.name, str(hidden.pk)), Picked(hidden.name), Picked("Żaglownia")):
        with pytest.raises(ValidationError):
            field.clean(picked)
        assert field.widget.candidates == []
    Entity.objects.filter(pk=hidden.pk).update(state="published", published_at=timezone.now())
    assert field.clean(Picked(hidden.name, str(hidden.pk))) == hidden


def test_an_entity_is_picked_through_one_field():
    """Who picks an entity asks EntityPickField: a hidden number of an entity in a form would be a way around it."""
    picks = {
        place(form, name)
        for form in all_forms()
        for name, field in fields_of(form).items()
        if isinstance(field, forms.IntegerField) and name.endswith(("entity", "_id"))
    }
    assert picks == set()
    assert EntityPickField in {type(field) for form in all_forms() for field in fields_of(form).values()}


def test_rows_are_found():
    assert RowForm in all_forms()


def test_no_form_takes_a_longer_email_address_than_a_column_keeps() -> None:
    """What lies between would be an error of the database. The forms of allauth are shortened as they are made."""
    longer = [
        f"{form.__module__}.{form.__qualname__}.{name}"
        for form in all_forms()
        if not issubclass(form, Dressed)
        for name, field in fields_of(form).items()
        if isinstance(field, forms.EmailField) and (field.max_length or 999) > MOST_OF_EMAIL
    ]
    assert longer == [], "use common.forms.fields.EmailField"
