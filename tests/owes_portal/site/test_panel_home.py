"""The panel's home says what waits, to whom it concerns."""

import pytest

from tests.factories import ArticleFactory, EntityFactory, EventFactory, ParticipantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(client):
    def of(user):
        client.force_login(user)
        answer = client.get("/panel/")
        assert answer.status_code == 200
        return answer.context["waiting"]

    return of


def test_reports_wait_for_those_who_publish_them(waiting, cast):
    mine = ArticleFactory(in_review=True, centre=cast.centre)
    ArticleFactory(in_review=True, centre=cast.other_centre)
    ArticleFactory(centre=cast.centre)
    assert list(waiting(cast.editor).reviews) == [mine]
    assert list(waiting(cast.animator).reviews) == []


def test_people_to_accept_wait_for_those_who_run_the_event(waiting, cast):
    event = EventFactory(published=True, centre=cast.centre, registration_mode="approval")
    ParticipantFactory(registration__event=event, state="pending", confirmed_at=None)
    ParticipantFactory(registration__event=event)
    [row] = waiting(cast.animator).decisions
    assert (row, row.pending) == (event, 1)
    assert list(waiting(cast.editor).decisions) == []
    assert list(waiting(cast.other_animator).decisions) == []


def test_proposed_entities_wait_where_their_county_is_served(waiting, cast):
    mine = EntityFactory(state="proposed", county=cast.centre.counties.get())
    nowhere = EntityFactory(state="proposed", county=None)
    EntityFactory(state="draft", county=cast.centre.counties.get())
    assert list(waiting(cast.animator).entities) == [mine, nowhere]
    assert list(waiting(cast.other_animator).entities) == [nowhere]
    assert waiting(cast.editor).entities_total == 0
