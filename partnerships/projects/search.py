"""What the search and the site map know of a project."""

from collections.abc import Iterable, Iterator

from common.extension_points import SearchRow, SitemapRow
from partnerships.projects.models import FundingProject
from partnerships.projects.queries import SEARCH_KEY


def search_rows(project: FundingProject) -> list[SearchRow]:
    """Rows of one project: in Polish, and in English where it has an English title. None for what is not public."""
    if not project.is_published:
        return []
    path, key = f"/projekty/{project.slug}/", project.pk
    named = f"{project.short_name} {project.number} {project.programme} {project.fund}"
    body = f"{named} {project.description} {project.goals}"
    rows = [SearchRow(SEARCH_KEY, key, "pl", project.title, path, project.lead, body, project.starts_on)]
    if project.title_en:
        rows.append(
            SearchRow(SEARCH_KEY, key, "en", project.title_en, f"/en{path}", project.lead_en, named, project.starts_on)
        )
    return rows


def all_rows() -> Iterator[SearchRow]:
    """Rows of all published projects, for a rebuild."""
    projects: Iterable[FundingProject] = FundingProject.objects.published().order_by("pk")
    for project in projects:
        yield from search_rows(project)


def sitemap_rows() -> Iterator[SitemapRow]:
    """The list and the published projects."""
    yield SitemapRow("/projekty/")
    for slug in FundingProject.objects.published().order_by("pk").values_list("slug", flat=True):
        yield SitemapRow(f"/projekty/{slug}/")
