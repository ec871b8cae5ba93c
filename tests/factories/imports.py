"""Lists of people brought from sheets, links for volunteers at the door."""

import factory

from events.attendance.models import DoorLink
from events.imports.models import PeopleList
from tests.factories.base import ModelFactory
from tests.factories.events import EventFactory


class PeopleListFactory(ModelFactory):
    """A list whose file waits to be read."""

    class Meta:
        model = PeopleList

    event = factory.SubFactory(EventFactory, published=True)
    file_name = "osoby.xlsx"


class DoorLinkFactory(ModelFactory):
    """A volunteer's link for the first day of an event."""

    class Meta:
        model = DoorLink

    event = factory.SubFactory(EventFactory, published=True)
    day = factory.SelfAttribute("event.starts_on")
    digest = factory.Sequence(lambda n: f"{n:064x}")
