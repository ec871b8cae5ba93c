"""What `entities` registers at the extension points of the frame and of lower apps."""

from django.utils.translation import gettext_lazy

from accounts.exports.sources import EXPORT_PLACES, EXPORT_SOURCES
from accounts.extension_points import ACCOUNT_SECTIONS, ACCOUNT_STEPS
from common.extension_points import PERSONAL_DATA, SEARCH_SOURCES, SITEMAP_SECTIONS, SearchSource, SitemapSection
from common.outbox.extension_points import ADDRESS_PROOFS
from entities.centres import merging as centre_merging
from entities.centres import permissions as centre_permissions
from entities.centres import personal as centre_data
from entities.centres import pictures as centre_pictures
from entities.centres import queries as centre_queries
from entities.centres import search as centres
from entities.centres.extension_points import PICTURE_PLACES
from entities.directory import export_source as directory_export
from entities.directory import personal as directory_data
from entities.directory import queries as directory_queries
from entities.directory import search as directory
from entities.directory.extension_points import COUNTIES_IN_CARE, ENTITY_LINKS, KEEPERS, MERGING, SEPARATED
from entities.directory.merging_rows import OWN_LINKS
from entities.directory.services import redraw_image
from entities.imports import export_source as import_errors
from entities.memberships import emails as membership_emails
from entities.memberships import merging as membership_merging
from entities.memberships import page_sections as memberships
from entities.memberships import personal as membership_data
from files.extension_points import IMAGE_CHANGED

ENTITIES = SearchSource(directory_queries.SEARCH_KEY, gettext_lazy("Entities"), directory.all_rows)
CENTRES = SearchSource(centre_queries.SEARCH_KEY, gettext_lazy("Support centres"), centres.all_rows)


def register_extensions() -> None:
    """Called once, when all apps are loaded."""
    SEARCH_SOURCES.register(ENTITIES, order=30)
    SEARCH_SOURCES.register(CENTRES, order=60)
    IMAGE_CHANGED.register(redraw_image)
    PICTURE_PLACES.register(centre_pictures.entity_places, order=40)
    COUNTIES_IN_CARE.register(centre_permissions.counties_in_care)
    KEEPERS.register(membership_emails.owners_of)
    ADDRESS_PROOFS.register(centre_queries.is_a_centres_address)
    MERGING.register(membership_merging.people_come)
    SEPARATED.register(membership_emails.tell_separated)
    SITEMAP_SECTIONS.register(SitemapSection("entities", directory.sitemap_rows), order=30)
    SITEMAP_SECTIONS.register(SitemapSection("centres", centres.sitemap_rows), order=60)
    ACCOUNT_SECTIONS.register(memberships.OWN, order=20)
    ACCOUNT_STEPS.register(membership_data.steps)
    PERSONAL_DATA.register(membership_data.MEMBERSHIPS, order=-5)
    PERSONAL_DATA.register(directory_data.CONTACTS)
    PERSONAL_DATA.register(directory_data.MERGERS)
    PERSONAL_DATA.register(centre_data.PEOPLE)
    EXPORT_PLACES.register(directory_export.PLACE, order=20)
    EXPORT_SOURCES.register(directory_export.DIRECTORY)
    EXPORT_SOURCES.register(import_errors.ERRORS)
    for link in (*OWN_LINKS, *membership_merging.LINKS, *centre_merging.LINKS):
        ENTITY_LINKS.register(link, order=10)
