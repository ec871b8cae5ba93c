"""The list is corrected after the report is public: the editor is told, sees both sentences, and decides."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from events.attendance.services import add_walk_in, complete_event, open_sessions, undo_check_in
from events.registration.services import NewPerson
from news.articles.corrections import DecidedAlready, compare_reports, keep_sentence, take_correction
from news.articles.models import Article, ArticleVersion, Correction
from news.articles.services import draft_report, edit_article, publish
from tests.factories import EventFactory
from tests.load.web import all_at_once

pytestmark = pytest.mark.django_db
TWO = "W spotkaniu uczestniczyły 2 osoby."
THREE = "W spotkaniu uczestniczyły 3 osoby."


def soft(text: str) -> str:
    return text.replace("\u00a0", " ")


def comes(session, name: str):
    return add_walk_in(session_id=session.pk, person=NewPerson("Anna", name), entity=None, by=None)


@pytest.fixture
def told(cast):
    """The public report of a closed event at which two people were, and its list."""
    event = EventFactory(published=True, kind="networking", centre=cast.centre)
    [session] = open_sessions(event_id=event.pk)
    comes(session, "Lis")
    comes(session, "Sum")
    complete_event(event_id=event.pk, by=None)
    article = draft_report(event_id=event.pk, by=None)
    edit_article(article_id=article.pk, by=None, body="<p>Rozmawialiśmy o cenach.</p>")
    publish(article_id=article.pk, by=None)
    assert compare_reports() == 0
    return Article.objects.get(), session


@pytest.fixture
def editor(cast):
    client = Client()
    client.force_login(cast.editor)
    return client


def decide(client, article, correction, act):
    return client.post(f"/panel/aktualnosci/{article.pk}/liczby/{correction.pk}/", {"act": act}, follow=True)


def test_a_corrected_list_is_told_and_the_new_sentence_makes_a_new_version(told, editor) -> None:
    article, session = told
    assert TWO in soft(article.lead)
    comes(session, "Bąk")
    assert (compare_reports(), compare_reports()) == (1, 0)
    waits = Correction.objects.get()
    home = soft(editor.get("/panel/").content.decode())
    assert "Liczby zmienione po relacji" in home
    page = soft(editor.get(f"/panel/aktualnosci/{article.pk}/").content.decode())
    assert page.index(TWO) < page.index(THREE)
    public = f"/aktualnosci/{article.slug}/"
    assert THREE not in soft(Client().get(public).content.decode())
    assert "Relacja ma już nowe zdanie" in decide(editor, article, waits, "take").content.decode()
    said = soft(Client().get(public).content.decode())
    assert (THREE in said, TWO in said) == (True, False)
    english = soft(Client().get(f"/en{public}").content.decode())
    assert "3 people took part in the meeting." in english
    article.refresh_from_db()
    assert (soft(article.participation), THREE in soft(article.lead), article.figures["people"]) == (THREE, True, 3)
    assert [soft(one.participation) for one in ArticleVersion.objects.order_by("number")] == [TWO, THREE]
    # Asked again, by a second click or a colleague's open page, nothing more happens.
    assert "Ktoś to już rozstrzygnął" in decide(editor, article, waits, "keep").content.decode()
    assert ArticleVersion.objects.count() == 2
    assert "Liczby zmienione po relacji" not in editor.get("/panel/").content.decode()


def test_the_old_sentence_may_stay_and_is_asked_about_again_only_when_the_list_says_something_new(told, editor) -> None:
    article, session = told
    third = comes(session, "Bąk")
    compare_reports()
    decide(editor, article, Correction.objects.get(), "keep")
    article.refresh_from_db()
    assert (soft(article.participation), article.versions.count()) == (TWO, 1)
    later = timezone.now() + timedelta(hours=1)
    assert compare_reports(later) == 0
    # The list goes on changing: a fourth person is news; a person who changes nothing in the sentence is not.
    comes(session, "Kos")
    assert compare_reports() == 1
    waits = Correction.objects.get(decided_at=None)
    undo_check_in(participant_id=third.participant_id, session_id=session.pk, by=None)
    assert compare_reports() == 0
    assert not Correction.objects.filter(pk=waits.pk).exists()
    with pytest.raises(DecidedAlready):
        take_correction(article_id=article.pk, correction_id=waits.pk, by=None)


def test_a_change_that_nobody_announced_is_found_by_the_sweep_in_its_turn(told) -> None:
    _article, session = told
    session.event.participants.filter(last_name="Sum").update(role="organiser")
    assert compare_reports() == 0
    assert compare_reports(timezone.now() + timedelta(hours=1)) == 1
    assert soft(Correction.objects.get().after) == "W spotkaniu uczestniczyła 1 osoba."


def test_an_english_page_keeps_the_polish_sentence_in_which_an_editor_changed_a_number(told) -> None:
    article, _session = told
    public = f"/en/aktualnosci/{article.slug}/"
    assert "2 people took part in the meeting." in soft(Client().get(public).content.decode())
    edit_article(article_id=article.pk, by=None, participation="W spotkaniu uczestniczyło 7 osób.")
    page = soft(Client().get(public).content.decode())
    assert '<span lang="pl">W spotkaniu uczestniczyło 7 osób.</span>' in page
    assert "people took part" not in page


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_and_two_editors_at_once_leave_one_correction_and_one_decision(told, on_postgres) -> None:
    if not on_postgres:
        pytest.skip("SQLite writes one at a time")
    article, session = told
    comes(session, "Bąk")
    all_at_once([compare_reports] * 3)
    waits = Correction.objects.get()

    def one(act):
        def run():
            try:
                act(article_id=article.pk, correction_id=waits.pk, by=None)
            except DecidedAlready:
                return 0
            return 1

        return run

    assert sum(all_at_once([one(take_correction), one(keep_sentence), one(take_correction)])) == 1
    waits.refresh_from_db()
    assert article.versions.count() == 1 + waits.is_taken
    assert compare_reports(timezone.now() + timedelta(hours=1)) == 0
