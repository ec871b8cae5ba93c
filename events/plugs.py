"""What events plug into the sockets of lower floors and of the frame."""

from django.utils.translation import gettext_lazy as _

from accounts.exports.sources import EXPORT_SOURCES
from accounts.sockets import ACCOUNT_SHELVES, LINK_HOLDERS, SUBJECT_KEYS, SUBJECT_NAMES
from common.sockets import PERSONAL_DATA, SEARCH_SOURCES, SITEMAP_SECTIONS, SearchSource, SitemapSection
from entities.centres.sockets import CENTRE_SHELVES, COUNTY_SHELVES, PICTURE_PLACES
from entities.directory.sockets import ENTITY_LINKS, ENTITY_SHELVES
from events.catalogue import merging, search, shelves, sitemap
from events.catalogue import personal as event_contacts
from events.catalogue.queries import cover_places
from events.catalogue.services import redraw_image
from events.catalogue.sockets import EVENT_SHOWN
from events.certificates import papers
from events.figures import indicators
from events.figures import merging as figure_merging
from events.figures import shelves as figure_shelves
from events.figures.export_sources import EVENT_FIGURES, FIGURES, INDICATOR_EVIDENCE
from events.folders import personal as folder_data
from events.folders.contents import PARTS
from events.folders.sockets import FOLDER_PARTS
from events.imports import personal as imports
from events.participation import personal as participation_data
from events.participation.export_source import PARTICIPANTS
from events.participation.parts import panel_part
from events.programme import merging as programme_merging
from events.registration import further, meetings, own_data, personal
from events.registration import shelves as registrations
from events.registration.export_source import REGISTRATIONS
from events.registration.sockets import OWN_PAPERS
from events.schedule import shelves as schedules
from events.schedule.services import keep_change
from files.sockets import IMAGE_CHANGED
from partnerships.agreements.sockets import PARTNERSHIP_MEETINGS, PARTNERSHIP_SHELVES, PARTNERSHIP_TIMELINE
from partnerships.projects.sockets import EVENT_KINDS, PROJECT_PARTS, PROJECT_SHELVES


def plug() -> None:
    """Called once, by the app's configuration."""
    SEARCH_SOURCES.plug(SearchSource(key=search.SOURCE, title=_("Events"), rows=search.all_rows), order=10)
    SITEMAP_SECTIONS.plug(SitemapSection(key="events", rows=sitemap.rows), order=10)
    IMAGE_CHANGED.plug(redraw_image, order=30)
    PICTURE_PLACES.plug(cover_places, order=30)
    ENTITY_SHELVES.plug(shelves.ENTITY, order=10)
    for link in (*merging.LINKS, *programme_merging.LINKS, *figure_merging.LINKS):
        ENTITY_LINKS.plug(link, order=30)
    CENTRE_SHELVES.plug(shelves.CENTRE, order=10)
    COUNTY_SHELVES.plug(shelves.COUNTY, order=10)
    PARTNERSHIP_SHELVES.plug(shelves.PARTNERSHIP, order=10)
    PARTNERSHIP_TIMELINE.plug(shelves.MEETINGS)
    PROJECT_SHELVES.plug(figure_shelves.PROJECT, order=5)
    PROJECT_SHELVES.plug(schedules.PROJECT, order=8)
    PROJECT_SHELVES.plug(shelves.PROJECT_OPEN, order=7)
    PROJECT_SHELVES.plug(shelves.PROJECT, order=10)
    EVENT_SHOWN.plug(keep_change)
    PARTNERSHIP_MEETINGS.plug(meetings.meetings_of)
    PROJECT_PARTS.plug(indicators.panel_part)
    PROJECT_PARTS.plug(panel_part)
    EVENT_KINDS.plug(indicators.event_kinds)
    ACCOUNT_SHELVES.plug(registrations.COMING, order=10)
    ACCOUNT_SHELVES.plug(registrations.PAST, order=30)
    OWN_PAPERS.plug(papers.own_papers)
    SUBJECT_KEYS.plug(personal.keys_of)
    LINK_HOLDERS.plug(own_data.holder_of)
    SUBJECT_NAMES.plug(personal.names_of)
    PERSONAL_DATA.plug(personal.REGISTRATIONS, order=-10)
    SUBJECT_KEYS.plug(participation_data.keys_of)
    PERSONAL_DATA.plug(papers.CERTIFICATES)
    PERSONAL_DATA.plug(participation_data.PARTICIPATIONS)
    PERSONAL_DATA.plug(further.FURTHER_FORMS)
    PERSONAL_DATA.plug(imports.PEOPLE_LISTS)
    PERSONAL_DATA.plug(event_contacts.CONTACTS)
    PERSONAL_DATA.plug(folder_data.FOLDERS, order=-20)  # while it is known who was where
    for source in (FIGURES, EVENT_FIGURES, INDICATOR_EVIDENCE, REGISTRATIONS, PARTICIPANTS):
        EXPORT_SOURCES.plug(source)
    for place, part in enumerate(PARTS):
        FOLDER_PARTS.plug(part, order=place)
