"""A session asks who sits there: after an hour away, once a working day, before exports; nothing typed is lost."""

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from entities.imports.models import EntityImport
from files.models import StoredFile, StoredImage
from owes_portal import settings as portal
from tests.accounts.doors import ask_code, code_in, last_mail, sign_in, signed_in
from tests.accounts.test_second_factor import next_code, set_up_app
from tests.architecture.world import World
from tests.factories import ArticleFactory, EventFactory, ParticipantFactory, SessionFactory, UserFactory
from tests.factories.accounts import PASSWORD
from tests.files.samples import uploaded
from tests.files.upload_fields import UPLOAD_FIELDS

pytestmark = pytest.mark.django_db
HOUR, DAY = 3600, 86400
ASKED = "/konto/ponownie/?next="


@pytest.fixture(autouse=True)
def clock(settings):
    """The portal's own limits, which the settings of the tests switch off, and a clock that stands."""
    settings.SESSION_LIMITS, settings.CONFIRMED_SECONDS = portal.SESSION_LIMITS, portal.CONFIRMED_SECONDS
    with time_machine.travel(timezone.now().replace(hour=9, minute=0, second=5), tick=False) as clock:
        yield clock


@pytest.fixture
def animator(cast) -> User:
    return cast.animator


@pytest.fixture
def inside(client, animator) -> Client:
    """The animator, just signed in."""
    sign_in(client, animator.email, PASSWORD)
    return client


@pytest.fixture
def session(cast):
    return SessionFactory(event=EventFactory(centre=cast.centre, published=True))


def confirm(client: Client, back: str):
    return client.post("/konto/ponownie/", {"password": PASSWORD, "next": back})


def lists(session) -> str:
    return f"/panel/wydarzenia/{session.event_id}/obecnosc/{session.pk}/"


# --- a time away ---
def test_after_an_hour_away_the_panel_asks_who_sits_there_and_goes_on(inside, clock):
    clock.shift(HOUR - 60)
    assert inside.get("/panel/").status_code == 200
    clock.shift(HOUR + 5)
    answer = inside.get("/panel/wydarzenia/?stan=szkic")
    assert answer.url == f"{ASKED}%2Fpanel%2Fwydarzenia%2F%3Fstan%3Dszkic"
    page = inside.get(answer.url).content.decode()
    assert "Nie było Cię jakiś czas" in page
    assert confirm(inside, "/panel/wydarzenia/?stan=szkic").url == "/panel/wydarzenia/?stan=szkic"
    assert inside.get("/panel/").status_code == 200


def test_a_wrong_password_does_not_open_it(inside, clock):
    clock.shift(HOUR + 5)
    inside.post("/konto/ponownie/", {"password": "zle", "next": "/panel/"})
    assert inside.get("/panel/").status_code == 302


def test_public_pages_and_signing_out_stay_open(inside, clock):
    clock.shift(2 * HOUR)
    assert inside.get("/").status_code == 200
    assert inside.get("/konto/wylogowanie/").status_code == 200
    inside.post("/konto/wylogowanie/")
    assert not signed_in(inside)


@pytest.mark.parametrize("query", ["", "?od=panel"])
def test_what_was_typed_into_a_form_goes_on_after_the_confirmation(inside, animator, clock, query):
    """allauth's own way forgets a form whose address has a query."""
    clock.shift(2 * HOUR)
    typed = {"first_name": "Zofia", "last_name": "Długo-Pisząca", "function": "animatorka", "phone": ""}
    asked = inside.post(f"/konto/dane/{query}", typed)
    assert asked.url == f"{ASKED}%2Fkonto%2Fdane%2F"
    animator.refresh_from_db()
    assert animator.last_name != "Długo-Pisząca"
    assert confirm(inside, "/konto/dane/").url == "/konto/"
    animator.refresh_from_db()
    assert (animator.first_name, animator.last_name) == ("Zofia", "Długo-Pisząca")


@pytest.mark.parametrize("field", UPLOAD_FIELDS)
def test_files_are_asked_for_again_next_to_their_field_and_nothing_is_done_without_them(field, client, cast, clock):
    """What was typed goes on; a file does not, and must not be missing without a word."""
    sign_in(client, cast.administrator.email, PASSWORD)
    upload = UPLOAD_FIELDS[field]
    url = reverse(upload.address, kwargs=upload.fill(World(cast)))
    content, name = upload.sample()
    clock.shift(13 * HOUR)  # past a working day: the grid and the editor ask too
    before = StoredFile.objects.count(), StoredImage.objects.count(), EntityImport.objects.count()
    asked = client.post(url, {**upload.data, upload.name: uploaded(content, name)})
    assert asked.url == f"{ASKED}{url.replace('/', '%2F')}"
    page = client.post("/konto/ponownie/", {"password": PASSWORD, "next": url}, follow=True).content.decode()
    assert f"Wybierz jeszcze raz plik {name}" in page
    assert (StoredFile.objects.count(), StoredImage.objects.count(), EntityImport.objects.count()) == before


def test_a_form_that_was_kept_goes_on_once(inside, animator, clock):
    clock.shift(2 * HOUR)
    inside.post("/konto/dane/", {"first_name": "Zofia", "last_name": "Lis", "function": "", "phone": ""})
    confirm(inside, "/konto/dane/")
    User.objects.filter(pk=animator.pk).update(first_name="Anna")
    clock.shift(2 * HOUR)
    inside.get("/konto/dane/")
    assert confirm(inside, "/konto/dane/").url == "/konto/dane/"
    animator.refresh_from_db()
    assert animator.first_name == "Anna"


def test_who_must_have_a_factor_and_has_none_gets_no_form_through_by_confirming(client, cast, clock, settings):
    settings.SECOND_FACTOR_ROLES = ["animator"]
    sign_in(client, cast.animator.email, PASSWORD)
    url = reverse("panel:event-documents", args=[World(cast).event.pk])
    clock.shift(2 * HOUR)
    assert client.post(url, {"title": "Program"}).url == "/konto/drugi-skladnik/"
    assert "kept_form" not in client.session


# --- a new key of the session ---
def test_confirming_changes_the_key_of_the_session_and_the_old_one_opens_nothing(inside, clock):
    old = inside.session.session_key
    clock.shift(2 * HOUR)
    confirm(inside, "/panel/")
    assert inside.session.session_key != old
    assert inside.get("/panel/").status_code == 200
    thief = Client()
    thief.cookies["sessionid"] = old
    assert thief.get("/konto/").url.startswith("/konto/logowanie/")


def test_a_mailed_code_and_a_factor_change_the_key_of_the_session_too(client, invited, animator, clock):
    old = client.session.session_key
    clock.shift(2 * HOUR)
    client.post("/konto/ponownie/kod-z-poczty/", {"send": "1", "next": "/panel/"})
    client.post("/konto/ponownie/kod-z-poczty/", {"code": code_in(last_mail(invited.email)), "next": "/panel/"})
    assert (client.session.session_key != old, client.get("/panel/").status_code) == (True, 200)
    other = Client()
    secret = set_up_app(other, animator)
    old = other.session.session_key
    clock.shift(60)
    other.post("/konto/ponownie/kod/", {"code": next_code(secret), "next": "/panel/"})
    assert (other.session.session_key != old, other.get("/panel/").status_code) == (True, 200)


def test_a_device_that_confirmed_is_listed_once_and_can_be_signed_out_from_another(inside, animator, clock):
    clock.shift(2 * HOUR)
    confirm(inside, "/konto/")
    assert [one.session_key for one in UserSession.objects.filter(user=animator)] == [inside.session.session_key]
    other = Client()
    sign_in(other, animator.email, PASSWORD)
    other.post("/konto/sesje/")
    assert inside.get("/konto/").url.startswith("/konto/logowanie/")


def test_a_form_with_a_mistake_comes_back_with_what_was_typed(inside, clock):
    clock.shift(2 * HOUR)
    inside.post("/konto/dane/", {"first_name": "Zofia", "phone": "12"})
    answer = confirm(inside, "/konto/dane/")
    assert 'value="Zofia"' in answer.content.decode()
    assert list(answer.context["form"].errors) == ["phone"]


def test_the_door_is_never_closed_and_marks_go_out(inside, session, clock):
    here = ParticipantFactory(registration__event=session.event)
    clock.shift(5 * HOUR)
    assert inside.get(lists(session)).status_code == 200
    assert inside.get(f"{lists(session)}stan/").status_code == 200
    inside.post(lists(session), {"here": here.pk})
    assert here.attendances.count() == 1


def test_a_list_left_open_keeps_only_itself_open(inside, session, clock):
    """What its script asks for by itself is nobody's hand."""
    for _ in range(4):
        clock.shift(HOUR / 2)
        inside.get(f"{lists(session)}stan/")
    assert inside.get("/panel/").status_code == 302
    assert inside.get(lists(session)).status_code == 200


def test_the_grid_and_the_editor_are_never_closed(inside, cast, session, clock):
    article = ArticleFactory(centre=cast.centre)
    clock.shift(5 * HOUR)
    assert inside.get(f"/panel/wydarzenia/{session.event_id}/obecnosc/papier/").status_code == 200
    assert inside.get(reverse("panel:article", args=[article.pk])).status_code == 200
    assert not inside.post(reverse("panel:article-unsaved", args=[article.pk]), {"title": "x"}).has_header("Location")


# --- a working day ---
def test_once_a_working_day_everything_asks_the_door_too(inside, session, clock):
    for _ in range(23):
        clock.shift(HOUR / 2)
        assert inside.get("/panel/").status_code == 200
    clock.shift(HOUR / 2 + 5)
    assert inside.get("/panel/").status_code == 302
    assert inside.get(lists(session)).url == f"{ASKED}{lists(session).replace('/', '%2F')}"
    assert confirm(inside, lists(session)).url == lists(session)
    assert inside.get("/panel/").status_code == 200


def test_others_are_asked_after_a_week_away(client, clock):
    sign_in(client, UserFactory(email="ewa@example.org").email, PASSWORD)
    clock.shift(7 * DAY - 60)
    assert client.get("/konto/").status_code == 200
    clock.shift(7 * DAY + 60)
    assert client.get("/konto/").status_code == 302


@pytest.mark.parametrize("role", ["animator", "editor", "coordinator", "administrator"])
def test_every_role_of_staff_has_its_limits(role):
    assert portal.SESSION_LIMITS[role] == (HOUR, 12 * HOUR)


# --- before what is worth stealing ---
def exports_of(event) -> dict[str, str]:
    return {
        "zgłoszenia": f"/panel/wydarzenia/{event.pk}/zgloszenia/lista.csv",
        "moje dane": "/konto/moje-dane/kopia.json",
    }


@pytest.mark.parametrize("what", ["zgłoszenia", "moje dane"])
def test_an_export_of_personal_data_asks_after_a_quarter_and_goes_on(inside, session, clock, what):
    url = exports_of(session.event)[what]
    assert inside.get(url).status_code == 200  # just signed in
    clock.shift(16 * 60)
    assert inside.get("/panel/").status_code == 200
    assert inside.get(url).url == f"{ASKED}{url.replace('/', '%2F')}"
    assert confirm(inside, url).url == url
    assert inside.get(url).status_code == 200


def test_whoever_has_a_factor_confirms_by_it(clock, animator, session):
    client = Client()
    secret = set_up_app(client, animator)
    clock.shift(20 * 60)
    url = exports_of(session.event)["zgłoszenia"]
    assert client.get(url).status_code == 302
    assert client.post("/konto/ponownie/kod/", {"code": next_code(secret), "next": url}).url == url
    assert client.get(url).status_code == 200


def test_a_change_of_factors_is_for_who_has_just_confirmed(inside, clock):
    clock.shift(16 * 60)
    for page in ("aplikacja/", "klucze/nowy/", "kody/nowe/"):
        assert inside.get(f"/konto/drugi-skladnik/{page}").url.startswith(ASKED)


def test_an_administrator_confirms_before_resetting_a_factor(client, cast, clock):
    sign_in(client, cast.administrator.email, PASSWORD)
    clock.shift(16 * 60)
    url = f"/admin/accounts/user/{cast.animator.pk}/second-factor/"
    assert client.get(url).url == f"{ASKED}{url.replace('/', '%2F')}"


def test_a_form_with_a_password_in_it_is_not_kept(inside, clock):
    clock.shift(2 * HOUR)
    inside.post("/konto/haslo/", {"oldpassword": PASSWORD, "password1": "czerwony rower 12"})
    assert "czerwony" not in str(dict(inside.session))


# --- who has no password ---
@pytest.fixture
def invited(client) -> User:
    """Invited, without a password; signed in by a mailed code."""
    user = UserFactory(password=None, animator=True, email="zaproszona@example.org")
    ask_code(client, user.email)
    client.post("/konto/kod/wpisz/", {"code": code_in(last_mail(user.email))})
    assert signed_in(client)
    return user


def test_who_signs_in_by_mailed_codes_confirms_by_one(client, invited, clock):
    clock.shift(2 * HOUR)
    asked = client.get("/panel/").url
    assert asked == "/konto/ponownie/kod-z-poczty/?next=%2Fpanel%2F"
    client.post(asked, {"send": "1", "next": "/panel/"})
    code = code_in(last_mail(invited.email))
    assert client.post(asked, {"code": "0000-0001", "next": "/panel/"}).status_code == 200
    assert client.get("/panel/").status_code == 302
    assert client.post(asked, {"code": code, "next": "/panel/"}).url == "/panel/"
    assert client.get("/panel/").status_code == 200


def test_a_mailed_code_confirms_once_and_for_a_quarter(client, invited, clock):
    clock.shift(2 * HOUR)
    asked = client.get("/panel/").url
    client.post(asked, {"send": "1", "next": "/panel/"})
    code = code_in(last_mail(invited.email))
    clock.shift(16 * 60)
    assert client.post(asked, {"code": code}).status_code == 200
    assert client.get("/panel/").status_code == 302


def test_who_has_no_password_changes_no_factor_without_confirming(client, invited, clock):
    """allauth asks nobody who has nothing to be asked for."""
    clock.shift(20 * 60)
    assert client.get("/konto/drugi-skladnik/aplikacja/").url.startswith("/konto/ponownie/kod-z-poczty/")
    assert client.get("/konto/e-mail/").url.startswith("/konto/ponownie/kod-z-poczty/")
