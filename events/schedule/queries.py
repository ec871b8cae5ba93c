"""What the schedule of a project holds: its public events with their plan, and its log."""

from datetime import date

from django.db.models import Q

from common.web.paging import Page, keyset
from events.catalogue.models import Event, EventQuerySet
from events.catalogue.states import EventState
from events.schedule.models import ScheduleChange
from partnerships.projects.models import FundingProject

PAGE_SIZE = 24
MOST_ON_PAPER = 500


def with_plan(events: EventQuerySet) -> EventQuerySet:
    """Events with the stops and the points of their programme: two queries more, however many events."""
    return events.prefetch_related("stops", "items")


def of_project(project: FundingProject) -> EventQuerySet:
    """Everything public that the project pays for; cancelled events stay in the schedule, named as such."""
    return Event.objects.public().filter(project=project)


def coming(project: FundingProject, today: date, cursor: str) -> Page[Event]:
    """What is not over yet, the nearest first."""
    return keyset(with_plan(_ahead(project, today)), order=("starts_on", "id"), cursor=cursor, size=PAGE_SIZE)


def past(project: FundingProject, today: date, cursor: str) -> Page[Event]:
    """What is over, the latest first."""
    over = of_project(project).filter(Q(ends_on__lt=today) | Q(state=EventState.COMPLETED))
    return keyset(with_plan(over), order=("-starts_on", "-id"), cursor=cursor, size=PAGE_SIZE)


def changes(project: FundingProject, cursor: str) -> Page[ScheduleChange]:
    """The log, the latest first."""
    rows = ScheduleChange.objects.filter(project=project).select_related("event")
    return keyset(rows, order=("-id",), cursor=cursor, size=PAGE_SIZE)


def everything(project: FundingProject) -> tuple[list[Event], list[ScheduleChange]]:
    """The latest events, in the order of their days, and the latest changes: for paper and for a sheet."""
    events = list(with_plan(of_project(project)).order_by("-starts_on", "-id")[:MOST_ON_PAPER])
    rows = ScheduleChange.objects.filter(project=project).select_related("event").order_by("-id")
    return events[::-1], list(rows[:MOST_ON_PAPER])


def how_many(project: FundingProject, today: date) -> tuple[int, int]:
    """(coming, all)."""
    return _ahead(project, today).count(), of_project(project).count()


def _ahead(project: FundingProject, today: date) -> EventQuerySet:
    return of_project(project).filter(ends_on__gte=today).exclude(state=EventState.COMPLETED)
