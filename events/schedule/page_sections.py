"""The way from a project's page to its schedule of support."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy

from common.extension_points import PageSection
from events.schedule.queries import how_many
from partnerships.projects.models import FundingProject
from partnerships.projects.queries import path_of


@dataclass(frozen=True, slots=True)
class ScheduleLink:
    """How many events are coming, and where the schedule is."""

    coming: int
    url: str
    pdf_url: str
    xlsx_url: str


def way_of(project: FundingProject, page: int) -> Sequence[ScheduleLink]:
    """One row; none where the project has no events at all."""
    coming, every = how_many(project, timezone.localdate())
    base = path_of(project)
    if page > 1 or not every:
        return []
    return [ScheduleLink(coming, f"{base}harmonogram/", f"{base}harmonogram.pdf", f"{base}harmonogram.xlsx")]


PROJECT = PageSection(
    title=gettext_lazy("Schedule of support"),
    key="harmonogram",
    template="events/schedule/section_project.html",
    load=way_of,
)
