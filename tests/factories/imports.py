"""Lists of people brought from sheets."""

import factory

from events.imports.models import PeopleList
from tests.factories.base import ModelFactory
from tests.factories.events import EventFactory


class PeopleListFactory(ModelFactory):
    """A list whose file waits to be read."""

    class Meta:
        model = PeopleList

    event = factory.SubFactory(EventFactory, published=True)
    file_name = "osoby.xlsx"
