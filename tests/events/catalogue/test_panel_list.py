"""The panel's list of events: filters that stay in the address."""

import pytest

from tests.factories import EventFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(client, cast):
    client.force_login(cast.animator)
    EventFactory(centre=cast.centre, title="Wizyta w Kętach", kind="study_visit", published=True)
    EventFactory(centre=cast.centre, title="Szkolenie z cen", kind="training", town="Bielsk")
    EventFactory(centre=cast.other_centre, title="Cudze szkolenie", kind="training")

    def titles(query=""):
        return sorted(event.title for event in client.get(f"/panel/wydarzenia/{query}").context["page"].rows)

    return titles


@pytest.mark.parametrize(("query", "found"), [
    ("", ["Szkolenie z cen", "Wizyta w Kętach"]),
    ("?stan=draft", ["Szkolenie z cen"]),
    ("?rodzaj=study_visit", ["Wizyta w Kętach"]),
    ("?q=wizyta", ["Wizyta w Kętach"]),
    ("?q=bielsk", ["Szkolenie z cen"]),
    ("?q=bielsk&stan=published", []),
    ("?stan=nie-ma&rodzaj=%00&osrodek=99999999999", ["Szkolenie z cen", "Wizyta w Kętach"]),
])  # fmt: skip
def test_filters_narrow_the_list_of_my_centre(listed, query, found):
    assert listed(query) == found


def test_states_and_pages_keep_the_other_filters(client, cast):
    client.force_login(cast.animator)
    for _ in range(32):
        EventFactory(centre=cast.centre, kind="training")
    html = client.get("/panel/wydarzenia/?rodzaj=training&q=spotkanie").content.decode()
    assert "?q=spotkanie&amp;stan=draft&amp;rodzaj=training" in html
    assert "?q=spotkanie&amp;rodzaj=training&amp;od=" in html
