"""Every model has a factory, and its plain call makes a row that the database's constraints accept."""

import pytest
from django.apps import apps
from factory.django import DjangoModelFactory

import tests.factories as factories
from tests.architecture.tree import APPS

# Written by services or by the machinery only.
NOT_MADE = {"common", "files.Discard"}
FACTORIES = {
    factory._meta.get_model_class()._meta.label: factory
    for factory in vars(factories).values()
    if isinstance(factory, type) and issubclass(factory, DjangoModelFactory)
}
MODELS = [
    model._meta.label
    for model in apps.get_models()
    if model._meta.app_label in APPS and not {model._meta.app_label, model._meta.label} & NOT_MADE
]


@pytest.mark.parametrize("label", MODELS)
def test_model_has_a_factory_that_makes_two_rows(label, db):
    assert label in FACTORIES, f"write a factory for {label} in tests/factories/"
    row = FACTORIES[label]()
    assert row.pk is not None
    assert FACTORIES[label]() is not row


@pytest.mark.parametrize(
    ("name", "trait"),
    [
        ("EventFactory", "published"),
        ("EventFactory", "completed"),
        ("EventFactory", "cancelled"),
        ("EntityFactory", "published"),
        ("ArticleFactory", "published"),
        ("ArticleFactory", "in_review"),
        ("ArticleFactory", "withdrawn"),
        ("GalleryFactory", "published"),
        ("LocalPartnershipFactory", "published"),
        ("FundingProjectFactory", "published"),
        ("ParticipantFactory", "waiting"),
        ("StoredImageFactory", "ready"),
    ],
)
def test_trait_makes_a_row_in_that_state(name, trait, db):
    assert getattr(factories, name)(**{trait: True}).state == trait


def test_cast_has_every_role_of_the_design(cast):
    assert {user.role for user in cast.users().values()} == {
        "participant",
        "animator",
        "editor",
        "coordinator",
        "administrator",
    }
    assert cast.entity_owner.memberships.get().role == "owner"
    assert cast.animator.assignments.get().centre == cast.centre
