"""What projects put on the pages of an entity and a centre."""

from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy

from common.db.compiled_queries import Prepared
from common.extension_points import PageSection
from common.text.bilingual import BilingualText, bilingual
from common.web.page_sections import Portion, first_of, portion
from entities.centres.models import SupportCentre
from entities.directory.models import Entity
from partnerships.projects.models import FundingProject
from partnerships.projects.queries import path_of
from partnerships.projects.stages import TINTS, WORDS

SIZE = 6
TEMPLATE = "partnerships/projects/section.html"
COLUMNS = ("slug", "title", "title_en", "lead", "lead_en", "starts_on", "ends_on", "sort_name", "state")


# The first portion of the entity's page, which is read far more often than the others.
_FIRST = Prepared(
    lambda key: (
        FundingProject.objects.published()
        .filter(partners__entity=key)
        .only(*COLUMNS)
        .order_by("-starts_on", "-pk")[: SIZE + 1]
    )
)


class ProjectRow(NamedTuple):
    """A project on another thing's page."""

    url: str
    name: BilingualText
    text: BilingualText
    stage: str
    tint: str


def of_entity(entity: Entity, page: int) -> Portion:
    """Projects that the entity carries out."""
    if page == 1:
        found = first_of(_FIRST(entity.pk), SIZE)
        today = timezone.localdate()
        return Portion([_row(row, row.stage(today)) for row in found], more=found.more)
    return _rows(FundingProject.objects.published().filter(partners__entity=entity), page)


def of_centre(centre: SupportCentre, page: int) -> Portion:
    """Projects of the centre."""
    return _rows(FundingProject.objects.published().filter(centre=centre), page)


def _rows(projects: Any, page: int) -> Portion:
    today = timezone.localdate()
    found = portion(projects.only(*COLUMNS).order_by("-starts_on", "-pk"), page, SIZE)
    return Portion([_row(row, row.stage(today)) for row in found], more=found.more)


def _row(row: FundingProject, stage: str) -> ProjectRow:
    return ProjectRow(
        path_of(row),
        bilingual(row.title, row.title_en),
        bilingual(row.lead, row.lead_en),
        str(WORDS[stage]),
        TINTS[stage],
    )


ENTITY = PageSection(title=gettext_lazy("Projects"), key="projekty", template=TEMPLATE, load=of_entity)
CENTRE = PageSection(title=gettext_lazy("Projects"), key="projekty", template=TEMPLATE, load=of_centre)
