import io
import re
from datetime import time, timedelta
from decimal import Decimal

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from common.auditlog.models import AuditEntry
from common.extension_points import Subject
from common.outbox.models import OutboxMail
from events.attendance.services import check_in, complete_event, open_sessions, undo_check_in
from events.catalogue.refusals import EventRefused
from events.certificates import joining, services
from events.certificates.models import CODE_LENGTH, Certificate, CertificateCounter
from events.certificates.personal import CERTIFICATES
from events.certificates.printing import hours_text
from events.certificates.queries import certificate_by_code
from events.certificates.services import issue_waiting, prepare_certificates, revoke_certificate, set_terms
from events.figures.queries import event_figures
from events.programme.services import replan_event
from events.registration.models import Participant, Registration
from files.deletion import sweep_discards
from files.models import private_storage
from tests.factories import (
    CertificateFactory,
    EventFactory,
    FundingProjectFactory,
    LogoMarkFactory,
    ParticipantFactory,
    ProgrammeItemFactory,
    StoredImageFactory,
)
from tests.papers import is_tagged, words_of

TERMS = {
    "share": 50,
    "prints_hours": True,
    "topics": "Koszty\nCena",
    "place": "Kęty",
    "signatory": "Anna Żak",
    "signatory_function": "dyrektorka",
}


@pytest.fixture
def event(cast):
    event = EventFactory(published=True, centre=cast.centre, kind="training", title="Wycena usług")
    type(event).objects.filter(pk=event.pk).update(
        ends_on=event.starts_on + timedelta(days=1), hours_by_hand=8, hours_reason="Program nie mówi."
    )
    return type(event).objects.get(pk=event.pk)


def people_of(event, presence, **kwargs):
    """A participant for each number of days in `presence`; the lists are closed and the terms set."""
    sessions = open_sessions(event_id=event.pk)
    people = []
    for n, days in enumerate(presence):
        person = ParticipantFactory(registration__event=event, sort_name=f"a{n:03}", **kwargs)
        for session in sessions[:days]:
            check_in(participant_id=person.pk, session_id=session.pk, by=None)
        people.append(person)
    set_terms(event_id=event.pk, by=None, **TERMS)
    complete_event(event_id=event.pk, by=None)
    return people


def test_hours_of_a_certificate_and_of_the_figures_are_those_of_the_days_somebody_was_there(event):
    replan_event(event_id=event.pk, by=None, hours_by_hand=None, hours_reason="")
    for day, end in ((event.starts_on, 15), (event.ends_on, 11)):
        ProgrammeItemFactory(event=event, day=day, starts_at=time(9), ends_at=time(end))
    first, second = open_sessions(event_id=event.pk)
    for n, sessions in enumerate(([first, second], [second])):
        person = ParticipantFactory(registration__event=event, sort_name=f"a{n}")
        for session in sessions:
            check_in(participant_id=person.pk, session_id=session.pk, by=None)
    set_terms(event_id=event.pk, by=None, **TERMS)
    complete_event(event_id=event.pk, by=None)
    prepare_certificates(event_id=event.pk, by=None)
    assert list(Certificate.objects.order_by("serial").values_list("hours", flat=True)) == [8, 2]
    assert event_figures(event).hours == 10


def numbers(event):
    return list(Certificate.objects.filter(event=event).order_by("serial").values_list("serial", flat=True))


def test_who_was_there_the_required_share_gets_a_number_a_paper_and_a_mail(event, cast, client, sweep_outbox):
    both, one, none = people_of(event, (2, 1, 0))
    client.force_login(cast.animator)
    url = reverse("panel:certificates", args=[event.pk])
    assert "2 osoby czekają na zaświadczenie" in client.get(url).content.decode()
    for _ in range(2):
        client.post(reverse("panel:certificates-issue", args=[event.pk]))
    assert "Gotowe: 0 z 2." in client.get(url).content.decode()
    assert issue_waiting() == 2
    first, second = Certificate.objects.order_by("serial")
    assert (first.participant, second.participant) == (both, one)
    assert (first.hours, second.hours) == (8, 4)
    assert re.fullmatch(rf"1/20\d\d/{cast.centre.slug.upper()}", first.number)
    [mail, _] = sweep_outbox()
    assert mail.to == [both.email]
    assert f"/zgloszenie/osoba/{both.token}/zaswiadczenie/" in mail.body
    assert mail.attachments == []
    answer = client.get(reverse("panel:certificate", args=[event.pk, first.pk]))
    pdf = b"".join(answer.streaming_content)
    assert is_tagged(pdf)
    words = words_of(pdf)
    for text in (first.number, str(both), "Wycena usług", "8 godzin", "Koszty", "Anna Żak", first.code_in_groups):
        assert text in words, text


def test_own_page_leads_to_the_paper(event, client):
    [person] = people_of(event, (2,))
    prepare_certificates(event_id=event.pk, by=None)
    own = reverse("certificates:download", args=[person.token])
    assert own not in client.get(reverse("registration:person", args=[person.token])).content.decode()
    assert client.get(own).status_code == 404
    issue_waiting()
    assert own in client.get(reverse("registration:person", args=[person.token])).content.decode()
    answer = client.get(own)
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert answer["Content-Disposition"].startswith("attachment")


def test_code_confirms_with_the_least_data(event, client):
    [person] = people_of(event, (2,))
    prepare_certificates(event_id=event.pk, by=None)
    issue_waiting()
    row = Certificate.objects.get()
    assert len(row.code) == CODE_LENGTH
    typed = f" {row.code_in_groups.lower()} "
    answer = client.get(reverse("certificates:check-form"), {"kod": typed})
    assert answer["Location"] == reverse("certificates:check", args=[row.code])
    page = client.get(answer["Location"])
    text = page.content.decode()
    assert page["Cache-Control"] == "no-store, private"
    assert 'content="noindex"' in text
    assert row.number in text
    assert person.last_name not in text
    assert row.initials in text
    assert client.get(reverse("certificates:check", args=["2" * 28])).status_code == 404


def test_guessing_codes_is_limited(db, client):
    CertificateFactory(issued=True)
    answers = [client.get(reverse("certificates:check", args=["2" * 28])).status_code for _ in range(121)]
    assert answers == [404] * 120 + [429]


def test_revoked_stays_revoked_its_number_is_never_given_again(event, cast, client, sweep_outbox):
    [person, _] = people_of(event, (2, 2))
    prepare_certificates(event_id=event.pk, by=None)
    issue_waiting()
    sweep_outbox()
    first = Certificate.objects.get(participant=person)
    client.force_login(cast.animator)
    url = reverse("panel:certificate-revoke", args=[event.pk, first.pk])
    assert client.post(url, {"reason": ""}).status_code == 422
    client.post(url, {"reason": "Pomyłka w nazwisku"})
    [mail] = sweep_outbox()
    assert "Pomyłka w nazwisku" in mail.body
    assert "unieważniono" in client.get(reverse("certificates:check", args=[first.code])).content.decode()
    assert client.get(reverse("certificates:download", args=[person.token])).status_code == 404
    assert prepare_certificates(event_id=event.pk, by=None) == 0
    client.post(reverse("panel:certificates-issue", args=[event.pk]), {"participant": person.pk})
    issue_waiting()
    assert numbers(event) == [1, 2, 3]


def test_nothing_is_issued_while_lists_are_open_or_without_terms(event):
    person = ParticipantFactory(registration__event=event)
    check_in(participant_id=person.pk, session_id=open_sessions(event_id=event.pk)[0].pk, by=None)
    with pytest.raises(EventRefused, check=lambda refused: refused.reason == "lists-open"):
        prepare_certificates(event_id=event.pk, by=None)
    complete_event(event_id=event.pk, by=None)
    with pytest.raises(EventRefused, check=lambda refused: refused.reason == "no-terms"):
        prepare_certificates(event_id=event.pk, by=None)


def test_corrected_list_is_told_to_the_staff(event, cast, client):
    [person] = people_of(event, (1,))
    prepare_certificates(event_id=event.pk, by=None)
    issue_waiting()
    undo_check_in(participant_id=person.pk, session_id=open_sessions(event_id=event.pk)[0].pk, by=None)
    client.force_login(cast.animator)
    assert "nie ma już do niego prawa" in client.get(reverse("panel:certificates", args=[event.pk])).content.decode()


def test_what_cannot_be_printed_holds_nobody_up_and_takes_no_number(event, cast, client):
    people_of(event, (2, 2))
    image = StoredImageFactory(ready=True)
    torn = image.renditions.filter(format="jpeg").get()
    whole = torn.content.read()
    torn.content.close()
    replace(torn.content, b"this is no picture")
    project = FundingProjectFactory(period="other")
    LogoMarkFactory(period="other", position=1, image=image)
    type(event).objects.filter(pk=event.pk).update(project=project)
    other = EventFactory(published=True, centre=cast.centre)
    people_of(other, (1,))
    for one in (event, other):
        prepare_certificates(event_id=one.pk, by=None)
    issue_waiting()
    assert {row.state for row in Certificate.objects.filter(event=event)} == {"failed"}
    assert numbers(other) == [1]
    client.force_login(cast.animator)
    page = client.get(reverse("panel:certificates", args=[event.pk])).content.decode()
    assert "Nie udało się przygotować 2 zaświadczeń" in page
    replace(torn.content, whole)
    prepare_certificates(event_id=event.pk, by=None)
    issue_waiting()
    assert numbers(event) == [2, 3]
    assert CertificateCounter.objects.get().last == 3


def replace(stored, content):
    stored.storage.delete(stored.name)
    assert stored.storage.save(stored.name, ContentFile(content)) == stored.name


def test_killed_before_the_commit_nothing_was_given(event):
    people_of(event, (2,) * 3)
    prepare_certificates(event_id=event.pk, by=None)

    for _ in range(3):
        with transaction.atomic():
            services.issue_some(limit=20)
            transaction.set_rollback(True)
    assert not OutboxMail.objects.exists()
    assert issue_waiting() == 3
    assert numbers(event) == [1, 2, 3]
    stored = private_storage().listdir("certificates")[0]
    files = [name for folder in stored for name in private_storage().listdir(f"certificates/{folder}")[1]]
    keys = {f"{row.key.hex}.pdf" for row in Certificate.objects.all()}
    assert keys <= set(files)


def test_database_refuses_what_cannot_be(db):
    row = CertificateFactory(issued=True)
    for wrong in ({"serial": None}, {"state": "revoked"}, {"mark": ""}, {"issued_at": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Certificate.objects.filter(pk=row.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        CertificateFactory(participant=row.participant)
    with pytest.raises(IntegrityError), transaction.atomic():
        CertificateFactory(issued=True, centre=row.centre, serial=row.serial)


def test_erased_person_leaves_a_number_that_can_be_checked(event):
    [person] = people_of(event, (2,))
    prepare_certificates(event_id=event.pk, by=None)
    issue_waiting()
    row = Certificate.objects.get()
    path = row.content.name
    subject = Subject(email="", keys=frozenset({person.key}))
    assert [one["number"] for one in CERTIFICATES.export(subject)] == [row.number]
    assert CERTIFICATES.erase(subject) == 1
    sweep_discards()
    assert not private_storage().exists(path)
    found = certificate_by_code(row.code)
    assert (found.number, found.initials) == (row.number, "")


def test_page_takes_as_many_queries_for_many_people(event, cast, client, constant_queries):
    people_of(event, (2,))
    client.force_login(cast.animator)
    constant_queries(
        client,
        reverse("panel:certificates", args=[event.pk]),
        lambda n: [
            CertificateFactory(issued=True, participant=ParticipantFactory(registration__event=event)) for _ in range(n)
        ],
    )


@pytest.mark.parametrize(
    ("hours", "text"),
    [("1", "1 godzina"), ("2", "2 godziny"), ("8", "8 godzin"), ("22", "22 godziny"), ("7.5", "7,5 godziny")],
)
def test_hours_in_polish(hours, text):
    assert hours_text(Decimal(hours)).replace("\u00a0", " ") == text


def test_hours_that_the_terms_do_not_print_stand_on_no_paper(event):
    people_of(event, (2,))
    set_terms(event_id=event.pk, by=None, **TERMS | {"prints_hours": False})
    prepare_certificates(event_id=event.pk, by=None)
    assert Certificate.objects.get().hours is None


def test_revoking_needs_a_valid_one(event):
    row = CertificateFactory(issued=True)
    with pytest.raises(EventRefused):
        revoke_certificate(certificate_id=row.pk, reason="  ", by=None)


def test_terms_typed_beside_the_button_are_saved_first_and_looked_at_before_anything_is_issued(event, cast, client):
    people_of(event, (2, 1, 0))
    client.force_login(cast.animator)
    page, press = (reverse(f"panel:{name}", args=[event.pk]) for name in ("certificates", "certificates-issue"))
    form = client.get(page).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    typed["topics"] = "Prawo\r\nPodatki"
    assert client.post(press, typed | {"share": "0"}).status_code == 422
    answer = client.post(press, typed | {"share": "100"}, follow=True)
    assert "Niczego jeszcze nie wystawiono" in answer.content.decode()
    assert (answer.context["terms"].share, answer.context["new"]) == (100, 1)
    assert not Certificate.objects.exists()
    client.post(press, typed | {"share": "100"})
    assert (issue_waiting(), numbers(event)) == (1, [1])


def test_all_valid_ones_are_one_file_in_the_order_of_names_and_the_reading_is_logged(event, cast, client, monkeypatch):
    people = people_of(event, (2, 1, 1))
    prepare_certificates(event_id=event.pk, by=None)
    issue_waiting()
    gone = Certificate.objects.get(participant=people[1])
    revoke_certificate(certificate_id=gone.pk, reason="Pomyłka.", by=None)
    client.force_login(cast.animator)
    assert (
        "Wszystkie zaświadczenia w jednym pliku PDF"
        in client.get(reverse("panel:certificates", args=[event.pk])).content.decode()
    )
    url = reverse("panel:certificates-all", args=[event.pk])
    whole = b"".join(client.get(url).streaming_content)
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        assert len(pdf.pages) == 2
    told = words_of(whole)
    assert told.index(str(people[0])) < told.index(str(people[2]))
    assert str(people[1]) not in told
    valid = list(Certificate.objects.filter(state="issued").order_by("pk").values_list("pk", flat=True))
    assert AuditEntry.objects.filter(verb="certificates.read").get().after == {"certificates": valid}
    monkeypatch.setattr(joining, "AT_ONCE", 1)
    assert joining.files_of(3) == [(1, 1), (2, 2), (3, 3)]
    assert client.get(f"{url}?od=3").status_code == 404


def test_who_gets_no_mail_is_named_before_anything_is_sent(event, cast, client):
    people = people_of(event, (2, 2))
    Participant.objects.filter(pk=people[1].pk).update(email="", last_name="Bezadresowa")
    Registration.objects.filter(pk=people[1].registration_id).update(email="")
    client.force_login(cast.animator)
    url = reverse("panel:certificates", args=[event.pk])
    before = client.get(url)
    assert [row.attended.participant for row in before.context["unreachable"]] == [people[1]]
    assert "1 osoba nie zostawiła adresu e-mail i nie dostanie wiadomości" in before.content.decode()
    prepare_certificates(event_id=event.pk, by=None)
    issue_waiting()
    assert list(Certificate.objects.filter(mailed_at=None).values_list("participant", flat=True)) == [people[1].pk]
    assert "Bezadresowa" in client.get(url).content.decode().partition("Na papierze")[2].partition("<table")[0]
