"""Who takes a file with data of several people proves who they are, when a quarter has passed since they did."""

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from owes_portal import settings as portal
from tests.accounts.doors import sign_in
from tests.accounts.test_session_limits import ASKED, confirm
from tests.architecture.addresses import addresses
from tests.architecture.permission_table import TABLE
from tests.architecture.test_costs_table import LISTED
from tests.architecture.world import World
from tests.factories import EventFactory
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(settings):
    """The portal's own limits, which the settings of the tests switch off, and a clock that stands."""
    settings.SESSION_LIMITS, settings.CONFIRMED_SECONDS = portal.SESSION_LIMITS, portal.CONFIRMED_SECONDS
    with time_machine.travel(timezone.now().replace(hour=9, minute=0, second=5), tick=False) as clock:
        yield clock


# Every address that gives something else than a page (docs/COSTS.md names them all) stands in one of these two.
OF_SEVERAL_PEOPLE = {
    "account:data-copy",
    "panel:answer-sheet",
    "panel:certificates-all",
    "panel:entity-export",
    "panel:entity-import-errors",
    "panel:event-archive",
    "panel:event-document",
    "panel:event-figures-export",
    "panel:export-file",
    "panel:export-people",
    "panel:figures-export",
    "panel:needs-paper",
    "panel:paper-list",
    "panel:paper-photographer",
    "panel:participation-sheet",
    "panel:project-indicator-evidence",
    "panel:project-indicator-file",
}
# Where there is something to give: names of those who need something, a change since the list was printed.
WHERE_THERE_IS_ANY = {"panel:needs-names", "panel:paper-addition"}
OTHERS = {
    "one person's own, by a secret link": {
        "certificates:download",
        "registration:own-copy",
        "registration:person-copy",
    },
    "one person's paper": {"panel:certificate"},
    "the script or the state of a list that must not close": {
        "attendance:door-worker",
        "panel:door-state",
        "panel:door-worker",
    },
    "public, or of no person": {
        "data:file",
        "events:event_calendar",
        "events:feed",
        "events:file",
        "files:rendition",
        "healthz",
        "mfa_login_webauthn",
        "news:atom",
        "news:attachment",
        "news:rss",
        "partnerships:document",
        "readyz",
        "robots",
        "schedule:paper",
        "schedule:sheet",
        "sitemap",
    },
    "what staff wrote or filed: articles, agreements, single photographs": {
        "panel:article-attachment",
        "panel:partnership-file",
        "panel:photo-original",
    },
    "a page that counts": {
        "panel:event",
        "panel:event-figures",
        "panel:figures",
        "panel:project-indicators",
        "panel:report",
        "panel:report-correct",
        "panel:report-decide",
        "panel:report-drop",
        "panel:report-fill",
        "panel:report-hand",
        "panel:report-new",
        "panel:reports",
        "panel:reports-asked",
        "site:search",
    },
    "numbers, or an empty sheet": {
        "panel:entity-import-sample",
        "panel:project-indicators-sheet",
        "panel:reports-sheet",
    },
}


def test_every_address_that_gives_a_file_says_whether_it_holds_data_of_several_people():
    assert set(LISTED) == OF_SEVERAL_PEOPLE | set().union(*OTHERS.values())


def test_every_export_of_personal_data_asks():
    asking = {name for name, one in addresses().items() if getattr(one.view, "asks_again", False)}
    ours = {name for name in asking if not name.startswith(("mfa_", "account_"))}
    assert ours == OF_SEVERAL_PEOPLE | WHERE_THERE_IS_ANY


@pytest.mark.parametrize("name", sorted(OF_SEVERAL_PEOPLE | WHERE_THERE_IS_ANY))
def test_no_file_with_people_is_given_a_quarter_after_the_sign_in(name, client, cast, clock):
    sign_in(client, cast.administrator.email, PASSWORD)
    url = reverse(name, kwargs=TABLE[name].fill(World(cast))) + TABLE[name].query
    clock.shift(16 * 60)
    assert client.get(url).url.startswith(ASKED)


def test_the_list_to_sign_prints_on_for_a_quarter_after_one_confirmation(client, cast, clock):
    sign_in(client, cast.animator.email, PASSWORD)
    url = f"/panel/wydarzenia/{EventFactory(centre=cast.centre, published=True).pk}/papiery/lista.pdf"
    clock.shift(16 * 60)
    assert client.get(url).url.startswith(ASKED)
    assert confirm(client, url).url == url
    for _ in range(2):
        clock.shift(7 * 60)
        assert client.get(url)["Content-Type"] == "application/pdf"
