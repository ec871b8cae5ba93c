"""A person's consents and data: taken back as easily as given, a copy, deletion with what must stay; nobody else's."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from accounts.models import Consent, ErasureRequest, Notice, User
from accounts.services import carry_out_erasure
from common.auditlog.models import AuditEntry
from common.outbox.models import OutboxMail
from events.registration.models import Participant
from events.registration.queries import latest_notice
from tests.factories import (
    AnswerFactory,
    CertificateFactory,
    ClaimFactory,
    ConsentFactory,
    EntityChangeFactory,
    EntityFactory,
    EventFactory,
    FundingProjectFactory,
    MembershipFactory,
    NoticeFactory,
    ParticipantFactory,
    RegistrationFactory,
    UserFactory,
)
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db
HOME, CONSENTS, DATA, COPY = "/konto/", "/konto/zgody/", "/konto/moje-dane/", "/konto/moje-dane/kopia.json"


@pytest.fixture
def person(client):
    user = UserFactory(email="anna@example.org", first_name="Anna", last_name="Nowak")
    client.force_login(user)
    return user


def place(user, *, over=True, **fields):
    """A place of this person, in an event that is over, or still ahead."""
    today = timezone.localdate()
    days = {"starts_on": today - timedelta(9), "ends_on": today - timedelta(9)} if over else {}
    event = EventFactory(**({"completed": True} if over else {"published": True}), **days, **fields)
    made = RegistrationFactory(event=event, user=user, first_name="Anna", last_name="Nowak", email=user.email)
    return ParticipantFactory(registration=made, first_name="Anna", last_name="Nowak", email=user.email)


def portrait(subject):
    return ConsentFactory(subject=subject, notice=NoticeFactory(kind="consent-portrait", text_pl="Zgadzam się."))


def test_consents_of_every_place_are_shown_and_taken_back(client, person):
    mine, foreign = place(person, title="Wizyta w Byczynie"), place(UserFactory(email="inna@example.org"))
    given, others = portrait(mine.key), portrait(foreign.key)
    told = ConsentFactory(subject=person.key, notice=NoticeFactory(kind="privacy"))
    text = client.get(CONSENTS).content.decode()
    assert "Wizyta w Byczynie" in text
    assert text.count("/wycofanie/") == 1
    assert client.post(f"{CONSENTS}{given.pk}/wycofanie/").status_code == 302
    for row in (others, told):  # another person's; and what was only shown
        assert client.post(f"{CONSENTS}{row.pk}/wycofanie/").status_code == 404
    assert list(Consent.objects.filter(withdrawn_at__isnull=False)) == [given]
    assert "wycofana" in client.get(CONSENTS).content.decode()
    assert AuditEntry.objects.get(verb="consent.withdrawn").actor_id == person.pk


def test_the_copy_holds_what_is_mine_and_nothing_of_others(client, person):
    place(person, title="Wizyta w Byczynie")
    MembershipFactory(user=person, entity__name="Makowianka")
    place(UserFactory(email="inna@example.org"), title="Cudza wizyta")
    answer = client.get(COPY)
    assert answer["Content-Disposition"] == 'attachment; filename="moje-dane.json"'
    parts = {part["part"]: part["rows"] for part in answer.json()["data"]}
    assert parts["account"][0]["email"] == "anna@example.org"
    assert [row["event"] for row in parts["registrations"]] == ["Wizyta w Byczynie"] * 2
    assert parts["memberships"][0]["entity__name"] == "Makowianka"
    assert "Cudza" not in answer.content.decode()


def test_deletion_is_asked_for_told_in_writing_and_withdrawn(client, person, settings):
    held = place(person, title="Szkolenie projektu", project=FundingProjectFactory(title="Razem"))
    text = client.get(DATA).content.decode()
    assert str(held.event) in text
    assert "art. 17 ust. 3 lit. b RODO" in text
    assert f"do 31\xa0grudnia\xa0{(held.event.project.ends_on or held.event.ends_on).year + 6}" in text
    for _ in range(2):
        client.post(DATA, {"act": "erase"})
    assert ErasureRequest.objects.count() == 1
    told = sorted(OutboxMail.objects.values_list("to", flat=True))
    assert told == sorted([person.email, settings.SITE_CONTACT["email"]])
    client.post(DATA, {"act": "keep"})
    assert ErasureRequest.objects.get().state == "withdrawn"


def test_carried_out_it_forgets_what_it_may_and_the_counts_hold(client, person, cast):
    free, project = place(person), place(person, project=FundingProjectFactory())
    coming = place(person, over=False)
    Participant.objects.filter(pk=project.pk).update(person=free.person)
    MembershipFactory(user=person)
    client.post(DATA, {"act": "erase"})
    boss = Client()
    boss.force_login(cast.administrator)
    chosen = {"action": "carry_out", "_selected_action": [ErasureRequest.objects.get().pk]}
    assert boss.post("/admin/accounts/erasurerequest/", chosen).status_code == 302
    person.refresh_from_db()
    assert (person.is_active, person.first_name, person.email) == (False, "", f"{person.key}@usuniete.invalid")
    free.refresh_from_db()
    assert (free.first_name, free.email) == ("", "")
    assert free.person.erased_at is None  # the project must still know who this was
    assert free.erased_at is not None
    for kept in (project, coming):
        kept.refresh_from_db()
        assert kept.last_name == "Nowak"
    assert Participant.objects.count() == 3
    assert not person.memberships.exists()
    assert ErasureRequest.objects.get().state == "done"
    # The session ended with the account, and the password opens nothing.
    assert client.get(HOME).status_code == 302
    assert not Client().login(email="anna@example.org", password=PASSWORD)
    assert carry_out_erasure(request_id=ErasureRequest.objects.get().pk, by=None) == 0


def test_of_a_place_in_a_project_only_what_a_control_asks_for_stays(client, person, sweep_outbox):
    held = place(person, project=FundingProjectFactory(title="Razem"))
    Participant.objects.filter(pk=held.pk).update(needs="pętla", function="prezeska")
    AnswerFactory(registration=held.registration, participant=held)
    client.post(DATA, {"act": "erase"})
    sweep_outbox()
    carry_out_erasure(request_id=ErasureRequest.objects.get().pk, by=None)
    held.refresh_from_db()
    assert (held.first_name, held.last_name, held.function) == ("Anna", "Nowak", "prezeska")
    assert (held.email, held.needs, held.answers.count(), held.person.email) == ("", "", 0, "")
    assert (held.registration.last_name, held.registration.email) == ("", "")
    [letter] = sweep_outbox()
    assert letter.to == ["anna@example.org"]
    assert "Razem" in letter.body
    assert "art. 17 ust. 3 lit. b RODO" in letter.body
    kept = OutboxMail.objects.get(template="erasure_done")
    assert (kept.to, kept.text) == ("", "")


def test_the_own_link_says_until_when_and_why_names_stay(client, person):
    held = place(person, over=False, project=FundingProjectFactory(title="Razem", personal_data_until="2040-05-06"))
    for page in (f"/zgloszenie/{held.registration.token}/", f"/zgloszenie/osoba/{held.token}/"):
        text = client.get(page).content.decode()
        assert "6\xa0maja\xa02040" in text
        assert "Projekt „Razem” musi móc wykazać" in text
        assert f"{page}moje-dane/" in text


def test_a_notice_that_came_with_an_upgrade_waits_for_the_administrator(cast):
    old = Notice.objects.get(kind="privacy", controller="")
    Notice.objects.filter(pk=old.pk).update(digest="of the text before")
    import_module("accounts.migrations.0004_notices_of_the_terms").add_versions(apps, None)
    new = Notice.objects.get(kind="privacy", controller="", version=2)
    assert latest_notice("privacy") == old
    boss = Client()
    boss.force_login(cast.administrator)
    chosen = {"action": "approve", "_selected_action": [old.pk, new.pk]}
    assert boss.post("/admin/accounts/notice/", chosen).status_code == 302
    assert latest_notice("privacy") == new
    assert AuditEntry.objects.get(verb="notice.in_force").object_id == new.pk
    assert Notice.objects.get(pk=old.pk).published_at == old.published_at


def test_a_person_known_by_free_events_alone_is_forgotten_whole(client, person):
    free = place(person)
    client.post(DATA, {"act": "erase"})
    carry_out_erasure(request_id=ErasureRequest.objects.get().pk, by=None)
    free.refresh_from_db()
    assert (free.person.last_name, free.person.email) == ("", "")
    assert free.person.erased_at is not None


def test_past_registrations_carry_my_certificates_and_only_mine(client, person):
    mine = place(person)
    colleague = ParticipantFactory(registration=mine.registration, first_name="Jan", last_name="Bielak")
    for one in (mine, colleague):
        CertificateFactory(issued=True, participant=one)
    text = client.get(HOME).content.decode()
    assert mine.token in text
    assert colleague.token not in text


def test_the_first_page_says_what_waits_for_me_and_what_i_wait_for(client, person):
    own = MembershipFactory(user=person, owner=True).entity
    ClaimFactory(entity=own, way="owner", user__first_name="Jan", user__last_name="Bielak")
    ClaimFactory(entity=EntityFactory(published=True, name="Cudza"), user=person)
    EntityChangeFactory(entity=own)
    MembershipFactory(user=person, entity__published=False)
    context = client.get(HOME).context
    assert [step.text for step in context["to_do"]][0] == f"Jan Bielak prosi o dołączenie: {own.called}"
    assert len(context["to_do"]) == 2
    assert [step.action for step in context["awaited"]] == ["Zobacz", "Zobacz"]


def test_pages_of_consents_and_data_take_as_many_queries_with_thirty_places(client, person, constant_queries):
    def add(n):
        for _ in range(n):
            portrait(place(person).key)

    for url in (CONSENTS, DATA):
        constant_queries(client, url, add)


def test_nobody_is_told_of_another_persons_data(client, person):
    other = UserFactory(email="inna@example.org")
    assert User.objects.count() == 2
    assert other.email not in client.get(COPY).content.decode()
    assert Client().get(COPY).status_code == 302
