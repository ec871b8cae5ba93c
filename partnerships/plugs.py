"""What `partnerships` plugs into the sockets of lower floors and of the frame."""

from django.utils.translation import gettext_lazy

from accounts.sockets import ACCOUNT_SHELVES
from common.sockets import PERSONAL_DATA, SEARCH_SOURCES, SITEMAP_SECTIONS, SearchSource, SitemapSection
from entities.centres.sockets import CENTRE_SHELVES, COUNTY_SHELVES
from entities.directory.sockets import ENTITY_LINKS, ENTITY_SHELVES
from files.sockets import IMAGE_CHANGED
from partnerships.agreements import merging as agreement_merging
from partnerships.agreements import personal
from partnerships.agreements import queries as agreement_queries
from partnerships.agreements import search as agreements
from partnerships.agreements import shelves as agreement_shelves
from partnerships.projects import merging as project_merging
from partnerships.projects import queries as project_queries
from partnerships.projects import search as projects
from partnerships.projects import shelves as project_shelves
from partnerships.projects.services import redraw_image

PARTNERSHIPS = SearchSource(agreement_queries.SEARCH_KEY, gettext_lazy("Partnerships"), agreements.all_rows)
PROJECTS = SearchSource(project_queries.SEARCH_KEY, gettext_lazy("Projects"), projects.all_rows)


def plug_in() -> None:
    """Called once, when all apps are loaded."""
    for link in (*agreement_merging.LINKS, *project_merging.LINKS):
        ENTITY_LINKS.plug(link, order=20)
    ACCOUNT_SHELVES.plug(agreement_shelves.OWN, order=30)
    ENTITY_SHELVES.plug(agreement_shelves.ENTITY, order=30)
    ENTITY_SHELVES.plug(project_shelves.ENTITY, order=40)
    CENTRE_SHELVES.plug(project_shelves.CENTRE, order=30)
    CENTRE_SHELVES.plug(agreement_shelves.CENTRE, order=40)
    COUNTY_SHELVES.plug(agreement_shelves.COUNTY_TEAM, order=5)
    COUNTY_SHELVES.plug(agreement_shelves.COUNTY, order=7)
    IMAGE_CHANGED.plug(redraw_image)
    PERSONAL_DATA.plug(personal.CONTACTS)
    SEARCH_SOURCES.plug(PARTNERSHIPS, order=40)
    SEARCH_SOURCES.plug(PROJECTS, order=50)
    SITEMAP_SECTIONS.plug(SitemapSection("partnerships", agreements.sitemap_rows), order=40)
    SITEMAP_SECTIONS.plug(SitemapSection("projects", projects.sitemap_rows), order=50)
