"""What events register at the extension points of lower apps and of the frame."""

from django.utils.translation import gettext_lazy as _

from accounts.exports.sources import EXPORT_PLACES, EXPORT_SOURCES
from accounts.extension_points import ACCOUNT_SECTIONS, LINK_HOLDERS, SUBJECT_KEYS, SUBJECT_NAMES
from common.extension_points import (
    PERSONAL_COLUMNS,
    PERSONAL_DATA,
    SEARCH_SOURCES,
    SITEMAP_SECTIONS,
    SearchSource,
    SitemapSection,
)
from common.web.icons import SIGNS
from entities.centres.extension_points import CENTRE_SECTIONS, COUNTY_SECTIONS, PICTURE_PLACES
from entities.directory.extension_points import ENTITY_LINKS, ENTITY_SECTIONS
from events.catalogue import merging, page_sections, search, sitemap
from events.catalogue import personal as event_contacts
from events.catalogue.extension_points import EVENT_SHOWN
from events.catalogue.kinds import EventKind
from events.catalogue.queries import cover_places
from events.catalogue.services import redraw_image
from events.certificates import personal as certificates_personal
from events.certificates import replacing as replacing_certificates
from events.figures import indicators
from events.figures import merging as figure_merging
from events.figures import page_sections as figure_sections
from events.figures import services as figures_services
from events.figures.export_sources import EVENT_FIGURES, FIGURES, FIGURES_PLACE, INDICATOR_EVIDENCE
from events.folders import personal as folder_data
from events.folders import services as folders
from events.folders.contents import PARTS
from events.folders.extension_points import FOLDER_PARTS
from events.imports import personal as imports
from events.participation import personal as participation_data
from events.participation.export_source import PARTICIPANTS, PARTICIPANTS_PLACE
from events.participation.tabs import panel_part
from events.programme import merging as programme_merging
from events.registration import pending_people, personal
from events.registration.export_source import ANSWER_SHEET, REGISTRATIONS, REGISTRATIONS_PLACE
from events.registration.extension_points import OWN_PAPERS, PLACE_CORRECTED
from events.registration.invitations import partnership_events
from events.registration.own_page import own_data
from events.registration.own_page import page_sections as registrations
from events.registration.person_details import ANSWERS, DETAIL_NAMES, REGISTRANT_NAMES
from events.schedule import page_sections as schedules
from events.schedule.services import keep_change
from files.extension_points import IMAGE_CHANGED
from partnerships.agreements.extension_points import PARTNERSHIP_EVENTS, PARTNERSHIP_SECTIONS, PARTNERSHIP_TIMELINE
from partnerships.projects.extension_points import EVENT_KINDS, PROJECT_PARTS, PROJECT_SECTIONS

PERSONAL = (
    certificates_personal.CERTIFICATES,
    participation_data.PARTICIPATIONS,
    pending_people.FURTHER_FORMS,
    imports.PEOPLE_LISTS,
    event_contacts.CONTACTS,
)


def register_extensions() -> None:
    """Called once, by the app's configuration."""
    SEARCH_SOURCES.register(SearchSource(key=search.SOURCE, title=_("Events"), rows=search.all_rows), order=10)
    SITEMAP_SECTIONS.register(SitemapSection(key="events", rows=sitemap.rows), order=10)
    SIGNS.update({kind.value: kind.spec.sign for kind in EventKind})
    IMAGE_CHANGED.register(redraw_image, order=30)
    PICTURE_PLACES.register(cover_places, order=30)
    ENTITY_SECTIONS.register(page_sections.ENTITY, order=10)
    for link in (*merging.LINKS, *programme_merging.LINKS, *figure_merging.LINKS):
        ENTITY_LINKS.register(link, order=30)
    CENTRE_SECTIONS.register(page_sections.CENTRE, order=10)
    COUNTY_SECTIONS.register(page_sections.COUNTY, order=10)
    PARTNERSHIP_SECTIONS.register(page_sections.PARTNERSHIP, order=10)
    PARTNERSHIP_TIMELINE.register(page_sections.MEETINGS)
    PROJECT_SECTIONS.register(figure_sections.PROJECT, order=5)
    PROJECT_SECTIONS.register(schedules.PROJECT, order=8)
    PROJECT_SECTIONS.register(page_sections.PROJECT_OPEN, order=7)
    PROJECT_SECTIONS.register(page_sections.PROJECT, order=10)
    EVENT_SHOWN.register(keep_change)
    PARTNERSHIP_EVENTS.register(partnership_events.events_with_invitations)
    PROJECT_PARTS.register(indicators.panel_part)
    PROJECT_PARTS.register(panel_part)
    EVENT_KINDS.register(indicators.event_kinds)
    ACCOUNT_SECTIONS.register(registrations.COMING, order=10)
    ACCOUNT_SECTIONS.register(registrations.PAST, order=30)
    OWN_PAPERS.register(certificates_personal.own_papers)
    for follow in (replacing_certificates.place_corrected, figures_services.place_corrected, folders.place_corrected):
        PLACE_CORRECTED.register(follow)
    SUBJECT_KEYS.register(personal.keys_of)
    LINK_HOLDERS.register(own_data.holder_of)
    SUBJECT_NAMES.register(personal.names_of)
    PERSONAL_DATA.register(personal.REGISTRATIONS, order=-10)
    for name in (*DETAIL_NAMES, *REGISTRANT_NAMES, ANSWERS):
        PERSONAL_COLUMNS.register(name)
    SUBJECT_KEYS.register(participation_data.keys_of)
    for data in PERSONAL:
        PERSONAL_DATA.register(data)
    PERSONAL_DATA.register(folder_data.FOLDERS, order=-20)  # while it is known who was where
    _register_exports()
    for place, part in enumerate(PARTS):
        FOLDER_PARTS.register(part, order=place)


def _register_exports() -> None:
    for source in (FIGURES, EVENT_FIGURES, INDICATOR_EVIDENCE, REGISTRATIONS, ANSWER_SHEET, PARTICIPANTS):
        EXPORT_SOURCES.register(source)
    EXPORT_PLACES.register(REGISTRATIONS_PLACE, order=10)
    EXPORT_PLACES.register(FIGURES_PLACE, order=30)
    EXPORT_PLACES.register(PARTICIPANTS_PLACE, order=40)
