"""Schedules of support and reporting periods."""

import factory

from events.schedule.models import ChangeKind, ScheduleChange
from tests.factories.base import ModelFactory
from tests.factories.events import EventFactory
from tests.factories.partnerships import FundingProjectFactory


class ScheduleChangeFactory(ModelFactory):
    """A line of the log: an event was added. Services write the real ones."""

    class Meta:
        model = ScheduleChange

    project = factory.SubFactory(FundingProjectFactory, published=True)
    event = factory.SubFactory(EventFactory, published=True)
    what = ChangeKind.ADDED
