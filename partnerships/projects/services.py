"""Writing projects."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from common.db.states import change_state
from common.search.services import follow
from common.web.versions import bump
from files.models import StoredImage
from partnerships.projects.models import FundingProject, LogoMark
from partnerships.projects.queries import SEARCH_KEY
from partnerships.projects.search import search_rows
from partnerships.states import RECORD_MOVES, RecordState

# Pages that carry the publicity block or name a project.
SHOWN_ON = ("projects", "partnerships", "entities", "centres", "events", "news")


def lock_project(project_id: int) -> FundingProject:
    """The project's row, locked until the end of the transaction."""
    return FundingProject.objects.select_for_update(of=("self",)).get(pk=project_id)


@transaction.atomic
def publish_project(*, project_id: int, by: int | None, note: str = "") -> FundingProject:
    """Show the project; its publicity block leads to its page from now on."""
    project = lock_project(project_id)
    published_at = project.published_at or timezone.now()
    change_state(project, RecordState.PUBLISHED, allowed=RECORD_MOVES, by=by, note=note, published_at=published_at)
    show_project(project)
    return project


@transaction.atomic
def archive_project(*, project_id: int, by: int | None, note: str = "") -> FundingProject:
    """Take the project off the public pages; what it paid for keeps its funding sentence."""
    project = lock_project(project_id)
    change_state(project, RecordState.ARCHIVED, allowed=RECORD_MOVES, by=by, note=note)
    show_project(project)
    return project


def redraw_image(image: StoredImage) -> None:
    """The copies of a logo are new, or gone: every page that carries a publicity block is drawn anew."""
    if LogoMark.objects.filter(image=image).exists():
        bump(*SHOWN_ON)


def show_project(project: FundingProject) -> None:
    """What follows every change: the search knows it, pages that carry the publicity block are stale."""
    FundingProject.objects.filter(pk=project.pk).update(page_version=F("page_version") + 1)
    follow(source=SEARCH_KEY, object_id=project.pk, rows=search_rows(project))
    bump(*SHOWN_ON)
