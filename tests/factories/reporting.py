"""Schedules of support and reporting periods."""

import factory

from events.reporting.models import HandFigure, PeriodReport, ReportEntry, ReportingPeriod
from events.schedule.models import ChangeKind, ScheduleChange
from tests.factories.base import ModelFactory
from tests.factories.entities import SupportCentreFactory, VoivodeshipFactory
from tests.factories.events import EventFactory
from tests.factories.partnerships import FundingProjectFactory


class ScheduleChangeFactory(ModelFactory):
    """A line of the log: an event was added. Services write the real ones."""

    class Meta:
        model = ScheduleChange

    project = factory.SubFactory(FundingProjectFactory, published=True)
    event = factory.SubFactory(EventFactory, published=True)
    what = ChangeKind.ADDED


class HandFigureFactory(ModelFactory):
    """What a region asks its centres for."""

    class Meta:
        model = HandFigure

    voivodeship = factory.SubFactory(VoivodeshipFactory)
    name = factory.Sequence(lambda n: f"Godziny doradztwa {n}")
    unit = "godz."


class ReportingPeriodFactory(ModelFactory):
    """A quarter that is over."""

    class Meta:
        model = ReportingPeriod

    centre = factory.SubFactory(SupportCentreFactory)
    starts_on = "2026-01-01"
    ends_on = "2026-03-31"


class PeriodReportFactory(ModelFactory):
    """Its report, in progress."""

    class Meta:
        model = PeriodReport

    period = factory.SubFactory(ReportingPeriodFactory)


class ReportEntryFactory(ModelFactory):
    """A typed figure with its evidence."""

    class Meta:
        model = ReportEntry

    report = factory.SubFactory(PeriodReportFactory)
    figure = factory.SubFactory(HandFigureFactory)
    name = factory.SelfAttribute("figure.name")
    unit = factory.SelfAttribute("figure.unit")
    value = 12
    evidence = "karty doradcze 1–3"
