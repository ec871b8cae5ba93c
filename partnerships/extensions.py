"""What `partnerships` registers at the extension points of lower apps and of the frame."""

from django.utils.translation import gettext_lazy

from accounts.extension_points import ACCOUNT_SECTIONS
from common.extension_points import PERSONAL_DATA, SEARCH_SOURCES, SITEMAP_SECTIONS, SearchSource, SitemapSection
from entities.centres.extension_points import CENTRE_SECTIONS, COUNTY_SECTIONS
from entities.directory.extension_points import ENTITY_LINKS, ENTITY_SECTIONS
from files.extension_points import IMAGE_CHANGED
from partnerships.agreements import merging as agreement_merging
from partnerships.agreements import page_sections as agreement_sections
from partnerships.agreements import personal
from partnerships.agreements import queries as agreement_queries
from partnerships.agreements import search as agreements
from partnerships.projects import merging as project_merging
from partnerships.projects import page_sections as project_sections
from partnerships.projects import queries as project_queries
from partnerships.projects import search as projects
from partnerships.projects.services import redraw_image

PARTNERSHIPS = SearchSource(agreement_queries.SEARCH_KEY, gettext_lazy("Partnerships"), agreements.all_rows)
PROJECTS = SearchSource(project_queries.SEARCH_KEY, gettext_lazy("Projects"), projects.all_rows)


def register_extensions() -> None:
    """Called once, when all apps are loaded."""
    for link in (*agreement_merging.LINKS, *project_merging.LINKS):
        ENTITY_LINKS.register(link, order=20)
    ACCOUNT_SECTIONS.register(agreement_sections.OWN, order=30)
    ENTITY_SECTIONS.register(agreement_sections.ENTITY, order=30)
    ENTITY_SECTIONS.register(project_sections.ENTITY, order=40)
    CENTRE_SECTIONS.register(project_sections.CENTRE, order=30)
    CENTRE_SECTIONS.register(agreement_sections.CENTRE, order=40)
    COUNTY_SECTIONS.register(agreement_sections.COUNTY_TEAM, order=5)
    COUNTY_SECTIONS.register(agreement_sections.COUNTY, order=7)
    IMAGE_CHANGED.register(redraw_image)
    PERSONAL_DATA.register(personal.CONTACTS, order=-15)  # before events: the order of locks
    SEARCH_SOURCES.register(PARTNERSHIPS, order=40)
    SEARCH_SOURCES.register(PROJECTS, order=50)
    SITEMAP_SECTIONS.register(SitemapSection("partnerships", agreements.sitemap_rows), order=40)
    SITEMAP_SECTIONS.register(SitemapSection("projects", projects.sitemap_rows), order=50)
