"""What `entities` plugs into the sockets of the frame and of lower floors."""

from django.utils.translation import gettext_lazy

from accounts.exports.sources import EXPORT_SOURCES
from accounts.sockets import ACCOUNT_SHELVES, ACCOUNT_STEPS
from common.outbox.sockets import ADDRESS_PROOFS
from common.sockets import PERSONAL_DATA, SEARCH_SOURCES, SITEMAP_SECTIONS, SearchSource, SitemapSection
from entities.centres import merging as centre_merging
from entities.centres import permissions as centre_permissions
from entities.centres import personal as centre_data
from entities.centres import pictures as centre_pictures
from entities.centres import queries as centre_queries
from entities.centres import search as centres
from entities.centres.sockets import PICTURE_PLACES
from entities.directory import export_source as directory_export
from entities.directory import personal as directory_data
from entities.directory import queries as directory_queries
from entities.directory import search as directory
from entities.directory.linking import OWN_LINKS
from entities.directory.services import redraw_image
from entities.directory.sockets import COUNTIES_IN_CARE, ENTITY_LINKS, KEEPERS, MERGING
from entities.imports import export_source as import_errors
from entities.memberships import emails as membership_emails
from entities.memberships import merging as membership_merging
from entities.memberships import personal as membership_data
from entities.memberships import shelves as memberships
from files.sockets import IMAGE_CHANGED

ENTITIES = SearchSource(directory_queries.SEARCH_KEY, gettext_lazy("Entities"), directory.all_rows)
CENTRES = SearchSource(centre_queries.SEARCH_KEY, gettext_lazy("Support centres"), centres.all_rows)


def plug_in() -> None:
    """Called once, when all apps are loaded."""
    SEARCH_SOURCES.plug(ENTITIES, order=30)
    SEARCH_SOURCES.plug(CENTRES, order=60)
    IMAGE_CHANGED.plug(redraw_image)
    PICTURE_PLACES.plug(centre_pictures.entity_places, order=40)
    COUNTIES_IN_CARE.plug(centre_permissions.counties_in_care)
    KEEPERS.plug(membership_emails.owners_of)
    ADDRESS_PROOFS.plug(centre_queries.is_a_centres_address)
    MERGING.plug(membership_merging.people_come)
    SITEMAP_SECTIONS.plug(SitemapSection("entities", directory.sitemap_rows), order=30)
    SITEMAP_SECTIONS.plug(SitemapSection("centres", centres.sitemap_rows), order=60)
    ACCOUNT_SHELVES.plug(memberships.OWN, order=20)
    ACCOUNT_STEPS.plug(membership_data.steps)
    PERSONAL_DATA.plug(membership_data.MEMBERSHIPS, order=-5)
    PERSONAL_DATA.plug(directory_data.CONTACTS)
    PERSONAL_DATA.plug(directory_data.MERGERS)
    PERSONAL_DATA.plug(centre_data.PEOPLE)
    EXPORT_SOURCES.plug(directory_export.DIRECTORY)
    EXPORT_SOURCES.plug(import_errors.ERRORS)
    for link in (*OWN_LINKS, *membership_merging.LINKS, *centre_merging.LINKS):
        ENTITY_LINKS.plug(link, order=10)
