"""What a project asks of its participants: asked by link, answered once, seen by few, deleted in time."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import Consent, Notice
from accounts.personal import copy_of, held_of, subject_of
from accounts.services import ask_erasure, carry_out_erasure
from common.auditlog.models import AuditEntry
from common.db.fields import token_digest
from common.tasks import forget_old
from events.participation.models import Participation
from events.participation.queries import answers_of
from events.participation.services import answer, ask
from events.registration.desk.group_mail import same_person, separate_person
from partnerships.projects.models import FundingProject
from partnerships.projects.retention import kept_until
from tests.factories import (
    AttendanceFactory,
    EventFactory,
    FundingProjectFactory,
    ParticipationFactory,
    ParticipationTermsFactory,
    PersonFactory,
    SessionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
ANSWERS = {"sex": "female", "labour": "employed", "disability": "refused"}


@pytest.fixture
def project(cast):
    project = FundingProjectFactory(published=True, centre=cast.centre, short_name="Razem")
    ParticipationTermsFactory(project=project, asked=["sex", "labour", "disability"])
    return project


def present(project, n=1, **person):
    """So many people who were at one event of the project."""
    return were_there(project, *(PersonFactory(**person) for _ in range(n)))


def were_there(project, *people):
    """An event of the project at which these people were."""
    event = EventFactory(completed=True, centre=project.centre, project=project)
    session = SessionFactory(event=event)
    for person in people:
        AttendanceFactory(session=session, participant__registration__event=event, participant__person=person)
    return list(people)


def link_in(mail) -> str:
    return re.search(r"/udzial/[\w-]+/", mail.body)[0]


def panel(project, rest="") -> str:
    return f"/panel/projekty/{project.pk}/udzial/{rest}"


def coordinator(cast) -> Client:
    client = Client()
    client.force_login(cast.coordinator)
    return client


def test_a_person_is_asked_by_mail_answers_and_is_complete(client, cast, project, sweep_outbox) -> None:
    (person,) = present(project, last_name="Lis")
    were_there(project, person)  # at another event too: asked once
    staff = coordinator(cast)
    assert "Brakuje danych 1 osoby" in staff.get(panel(project)).content.decode()
    preview = staff.get(panel(project, "listy/")).content.decode()
    assert "Napiszemy do 1 osoby" in preview
    assert "(tu stoi osobisty link każdej osoby)" in preview
    assert staff.post(panel(project, "listy/")).status_code == 302
    (mail,) = sweep_outbox()
    assert mail.to == [person.email]
    assert "Udział w projekcie Razem" in mail.subject
    assert project.funding_sentence in mail.body
    address = link_in(mail)
    row = Participation.objects.get()
    assert row.token_hash == token_digest(address.split("/")[2])  # the link itself stands nowhere
    page = client.get(address)
    assert page["Cache-Control"] == "no-store, private"
    assert "Zofia Lis" in page.content.decode()
    refused = client.post(address, {"sex": "female", "told": "on"})
    assert refused.status_code == 422
    assert refused.content.decode().count("Wybierz odpowiedź: status na rynku pracy.") == 2  # above, and beside it
    assert client.post(address, {**ANSWERS, "sex": "robot", "told": "on"}).status_code == 422
    assert client.post(address, ANSWERS).status_code == 422  # the notice was not acknowledged
    assert client.post(address, {**ANSWERS, "told": "on"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.source, answers_of(row)) == ("complete", "link", ANSWERS)
    notice = Notice.objects.get(kind="participation")
    assert Consent.objects.filter(subject=row.key, notice=notice, source="participation").exists()
    again = client.get(address).content.decode()
    assert "Mamy komplet odpowiedzi" in again
    assert "checked" not in client.get(f"{address}?poprawka=1").content.decode()  # answers are never shown again
    assert "Niczego nie brakuje" in staff.get(panel(project)).content.decode()


def test_answers_stand_encrypted_in_the_database(project) -> None:
    row = ParticipationFactory(project=project)
    answer(participation_id=row.pk, answers=ANSWERS, notice_id=None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM events_participation WHERE id = %s", [row.pk])
        kept = cursor.fetchone()[0]
    assert kept.startswith("gAAAA")
    assert "employed" not in kept
    told = str(list(AuditEntry.objects.values_list("verb", "before", "after", "note")))
    assert "employed" not in told
    assert "refused" not in told


def test_nobody_is_written_to_twice_in_a_day_and_a_new_link_replaces_the_old(
    client, project, sweep_outbox, time_machine
) -> None:
    lacking, _done = present(project, 2)
    ParticipationFactory(project=project, person=_done, complete=True)
    (nobody,) = present(project, email="")  # no address of their own: from paper
    assert ask(project_id=project.pk, by=None, only=nobody.pk) == 0
    assert ask(project_id=project.pk, by=None) == 1
    assert ask(project_id=project.pk, by=None) == 0
    old = link_in(sweep_outbox()[0])
    time_machine.move_to(timezone.now() + timedelta(days=1, hours=1))
    assert ask(project_id=project.pk, by=None, only=lacking.pk) == 1
    new = link_in(sweep_outbox()[0])
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200
    time_machine.move_to(timezone.now() + timedelta(days=31))
    expired = client.get(new)
    assert expired.status_code == 410
    assert client.post(new, {**ANSWERS, "told": "on"}).status_code == 410  # nothing is taken in any more
    assert "Nowy link jest w drodze" in client.post(new, {"nowy-link": "1"}).content.decode()
    assert client.get(link_in(sweep_outbox()[0])).status_code == 200
    assert Participation.objects.get(person=lacking).state == "missing"


def test_staff_type_in_a_part_from_paper_and_every_reading_stands_in_the_log(cast, project) -> None:
    (person,) = present(project, email="")
    staff = coordinator(cast)
    address = panel(project, f"osoby/{person.pk}/")
    assert staff.get(address).status_code == 200
    assert AuditEntry.objects.filter(verb="participation.read").count() == 0  # there was nothing to read
    assert staff.post(address, {"sex": "male"}).status_code == 302
    row = Participation.objects.get()
    assert (row.state, row.source, row.entered_by) == ("missing", "paper", cast.coordinator)
    assert 'value="male" id="id_sex_1" checked' in staff.get(address).content.decode()
    assert staff.post(address, ANSWERS).status_code == 302
    row.refresh_from_db()
    assert row.state == "complete"
    read = AuditEntry.objects.get(verb="participation.read")
    assert (read.actor_id, read.object_id) == (cast.coordinator.pk, row.pk)
    stranger = PersonFactory()  # was never at the project's events
    assert staff.get(panel(project, f"osoby/{stranger.pk}/")).status_code == 404
    assert staff.post(panel(project, f"osoby/{stranger.pk}/"), ANSWERS).status_code == 404


def test_a_new_question_is_missing_of_everybody_until_it_is_answered(cast, project) -> None:
    (person,) = present(project)
    row = ParticipationFactory(project=project, person=person)
    answer(participation_id=row.pk, answers=ANSWERS, notice_id=None)
    staff = coordinator(cast)
    until = timezone.localdate() + timedelta(days=900)
    told = {"is_on": "on", "asked": ["sex", "labour", "disability", "education"], "keep_until": until}
    assert staff.post(panel(project, "pytania/"), told).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.completed_at) == ("missing", None)
    assert staff.post(panel(project, "pytania/"), told | {"asked": ["sex"]}).status_code == 302
    row.refresh_from_db()
    assert row.state == "complete"
    for wrong in ({"asked": []}, {"keep_until": project.ends_on - timedelta(days=1)}, {"asked": ["pesel"]}):
        assert staff.post(panel(project, "pytania/"), told | wrong).status_code == 422
    off = {name: value for name, value in told.items() if name != "is_on"}
    assert staff.post(panel(project, "pytania/"), off).status_code == 302
    present(project)
    assert ask(project_id=project.pk, by=None) == 0


def test_merged_persons_are_one_and_separated_again_two(cast, project) -> None:
    first, second = present(project, 2)
    ParticipationFactory(project=project, person=second, complete=True)
    staff = coordinator(cast)
    assert "Komplet danych: 1 z 2." in staff.get(panel(project)).content.decode()
    same_person(ids=[first.pk, second.pk], by=None)
    assert "Komplet danych: 1 z 1." in staff.get(panel(project)).content.decode()
    assert ask(project_id=project.pk, by=None) == 0
    separate_person(person_id=second.pk, by=None)
    assert "Komplet danych: 1 z 2." in staff.get(panel(project)).content.decode()


def test_the_sheet_has_the_columns_that_staff_chose_harmless_and_logged(cast, project) -> None:
    (person,) = present(project, first_name="=1+1", last_name="Lis")
    ParticipationFactory(project=project, person=person, complete=True)
    staff = coordinator(cast)
    rows = [("sex", "Płeć uczestnika"), ("last_name", ""), ("first_name", "Imię"), ("disability", ""), ("state", "")]
    sent = {"act": "save", "r-count": len(rows), "r-seen": ""}
    for n, (column, heading) in enumerate(rows):
        sent |= {f"r-{n}-column": column, f"r-{n}-heading": heading}
    assert staff.post(panel(project, "kolumny/"), sent | {"r-0-column": "pesel"}).status_code == 422
    assert staff.post(panel(project, "kolumny/"), sent).status_code == 302
    content = b"".join(staff.get(panel(project, "uczestnicy.xlsx")).streaming_content)
    sheet = load_workbook(BytesIO(content)).active
    assert [[cell.value for cell in row] for row in sheet] == [
        ["Płeć uczestnika", "Nazwisko", "Imię", "Niepełnosprawność", "Dane"],
        ["Kobieta", "Lis", "=1+1", "", "komplet"],
    ]
    assert sheet["C2"].data_type == "s"
    csv = b"".join(staff.get(panel(project, "uczestnicy.csv")).streaming_content).decode()
    assert "Kobieta;Lis;'=1+1;;komplet" in csv
    logged = AuditEntry.objects.filter(verb="project.participation_export").order_by("pk")
    assert [(act.actor_id, act.after["kind"], act.after["people"]) for act in logged] == [
        (cast.coordinator.pk, "xlsx", 1),
        (cast.coordinator.pk, "csv", 1),
    ]


def test_after_the_term_the_answers_go_and_the_figures_hold(cast, project, time_machine) -> None:
    people = present(project, 2)
    done = ParticipationFactory(project=project, person=people[0], complete=True)
    ask(project_id=project.pk, by=None)
    until = timezone.localdate() + timedelta(days=730)
    FundingProject.objects.filter(pk=project.pk).update(personal_data_until=until)
    time_machine.move_to(timezone.now() + (until - timezone.localdate()))
    forget_old()
    done.refresh_from_db()
    assert done.answers != ""  # the last day still counts
    time_machine.move_to(timezone.now() + timedelta(days=1))
    forget_old()
    rows = {row.person: row for row in Participation.objects.all()}
    assert [row.answers for row in rows.values()] == ["", ""]
    assert [row.token_hash for row in rows.values()] == [None, None]
    assert rows[people[0]].state == "complete"
    staff = coordinator(cast)
    assert "Komplet danych: 1 z 2." in staff.get(panel(project)).content.decode()
    assert "Odpowiedzi usunięto" in staff.get(panel(project, f"osoby/{people[0].pk}/")).content.decode()
    assert staff.post(panel(project, f"osoby/{people[0].pk}/"), ANSWERS).status_code == 404
    assert AuditEntry.objects.get(verb="project.participation_purged").after == {"people": 2}
    forget_old()  # nothing is left to do
    assert AuditEntry.objects.filter(verb="project.participation_purged").count() == 1


def test_a_person_gets_their_copy_and_erasure_waits_for_the_term(project, time_machine) -> None:
    user = UserFactory(email="anna@example.org", first_name="Anna", last_name="Nowak")
    mine = PersonFactory(first_name="Anna", last_name="Nowak", folded_name="anna nowak", email=user.email)
    # A colleague registered with the same office address: their answers are not hers.
    other = PersonFactory(first_name="Jan", last_name="Lis", folded_name="jan lis", email=user.email)
    were_there(project, mine, other)
    row = ParticipationFactory(project=project, person=mine, complete=True)
    foreign = ParticipationFactory(project=project, person=other, complete=True)
    part = next(one for one in copy_of(subject_of(user))["data"] if one["part"] == "participation")
    assert [one["answers"] for one in part["rows"]] == [
        {"Płeć": "Kobieta", "Status na rynku pracy": "pracuję (umowa o pracę, zlecenie i podobne)"}
    ]
    assert foreign.key not in subject_of(user).keys
    assert any("następnego dnia portal je usuwa" in why for _what, why in held_of(subject_of(user)))
    carry_out_erasure(request_id=ask_erasure(user=user).pk, by=None)
    row.refresh_from_db()
    assert row.answers != ""
    until = kept_until(project, timezone.localdate())
    time_machine.move_to(timezone.now() + (until - timezone.localdate()) + timedelta(days=1))
    forget_old()
    row.refresh_from_db()
    assert (row.answers, row.state) == ("", "complete")


def test_what_nobody_has_answered_goes_at_once(project) -> None:
    user = UserFactory(email="anna@example.org", first_name="", last_name="")
    person = present(project, email=user.email)[0]
    ask(project_id=project.pk, by=None)
    carry_out_erasure(request_id=ask_erasure(user=user).pk, by=None)
    row = Participation.objects.get(person=person)
    assert (row.token_hash, row.erased_at is None) == (None, False)
    assert ask(project_id=project.pk, by=None) == 0  # and is never asked again


def test_the_database_refuses_what_makes_no_sense(project) -> None:
    row = ParticipationFactory(project=project, complete=True)
    for wrong in (
        {"completed_at": None},
        {"state": "half"},
        {"erased_at": timezone.now()},
        {"token_hash": "x" * 64, "token_until": None},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Participation.objects.filter(pk=row.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        ParticipationFactory(project=project, person=row.person)


def test_one_person_is_written_to_and_nonsense_means_nobody(cast, project, sweep_outbox) -> None:
    wanted, other = present(project, 2)
    staff = coordinator(cast)
    assert str(wanted) in staff.get(panel(project, f"listy/?osoba={wanted.pk}")).content.decode()
    for nonsense in ("abc", "-1", "9" * 30):
        assert staff.post(panel(project, "listy/"), {"osoba": nonsense}).status_code == 404
        assert staff.get(panel(project, f"listy/?osoba={nonsense}")).status_code == 404
    assert staff.post(panel(project, "listy/"), {"osoba": wanted.pk}).status_code == 302
    assert [mail.to for mail in sweep_outbox()] == [[wanted.email]]
    assert str(other) in staff.get(panel(project, "?dane=cokolwiek")).content.decode()


def test_the_list_costs_the_same_for_one_person_and_thirty(client, cast, project, constant_queries) -> None:
    client.force_login(cast.coordinator)
    constant_queries(client, panel(project), lambda n: present(project, n))
