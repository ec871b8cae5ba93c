import io
from datetime import timedelta
from zipfile import ZipFile

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from common.auditlog.models import AuditEntry
from common.pdf.richtext import blocks_of
from events.attendance.services import check_in, complete_event, open_sessions
from events.catalogue.models import DocumentKind
from events.folders import services
from events.folders.models import EventFolder
from events.folders.services import ask_for_folder, pack_waiting
from files.deletion import sweep_discards
from files.models import private_storage
from tests.factories import (
    ArticleEventFactory,
    ArticleFactory,
    EventDocumentFactory,
    EventFactory,
    EventFolderFactory,
    GalleryFactory,
    ParticipantFactory,
    PhotoFactory,
    ProgrammeItemFactory,
    RenditionFactory,
    StoredFileFactory,
)
from tests.papers import is_tagged, words_of


@pytest.fixture
def event(cast):
    event = EventFactory(published=True, centre=cast.centre, title="Teczka: próba")
    person = ParticipantFactory(registration__event=event, person__last_name="=Łoś")
    check_in(participant_id=person.pk, session_id=open_sessions(event_id=event.pk)[0].pk, by=None)
    complete_event(event_id=event.pk, by=None)
    return event


def packed(event):
    ask_for_folder(event_id=event.pk, by=None)
    assert pack_waiting() == 1
    folder = EventFolder.objects.filter(event=event, state="ready").get()
    with folder.content.open("rb") as content:
        return folder, ZipFile(io.BytesIO(content.read()))


def test_bare_event_names_what_is_missing(event):
    folder, archive = packed(event)
    assert folder.missing == ["program", "skan podpisanej listy obecności", "relacja", "zdjęcia"]
    text = archive.read("SPIS.txt").decode()
    assert "Brakuje: program, skan podpisanej listy obecności, relacja, zdjęcia." in text
    assert set(archive.namelist()) >= {"3-lista-obecnosci/lista-do-podpisu.pdf", "4-liczby/liczby.xlsx"}
    sheet = load_workbook(io.BytesIO(archive.read("3-lista-obecnosci/obecnosc.xlsx"))).active
    assert sheet["A2"].value == "=Łoś"
    assert sheet["A2"].data_type == "s"
    figures = load_workbook(io.BytesIO(archive.read("4-liczby/liczby.xlsx"))).active
    told = {row[0]: row[1] for row in figures.iter_rows(values_only=True)}
    assert (told["Osoby, każda raz"], told["Razem, każdy raz"]) == ("1", "1")


def test_whole_event_lacks_nothing(event):
    ProgrammeItemFactory(event=event, title="Powitanie w kuźni")
    for kind in (DocumentKind.SIGNED_LIST, DocumentKind.RULES):
        EventDocumentFactory(event=event, kind=kind, is_public=False, file=StoredFileFactory(name="plik.pdf"))
    article = ArticleFactory(published=True, title="Było nas wielu", body="<h2>Wnioski</h2><ul><li>Jeden</li></ul>")
    ArticleEventFactory(article=article, event=event, role="reports")
    photo = PhotoFactory(gallery=GalleryFactory(event=event))
    hidden = PhotoFactory(gallery=photo.gallery, hidden_at=timezone.now())
    for one in (photo, hidden):
        RenditionFactory(image=one.image, width=1920)
    folder, archive = packed(event)
    assert folder.missing == []
    assert "Niczego nie brakuje." in archive.read("SPIS.txt").decode()
    names = archive.namelist()
    assert "3-lista-obecnosci/podpisana/1-plik.pdf" in names
    assert [name for name in names if name.startswith("5-zdjecia/zdjecie")] == ["5-zdjecia/zdjecie-001.jpg"]
    report = archive.read("6-relacja/relacja.pdf")
    assert is_tagged(report)
    assert "Było nas wielu" in words_of(report)
    assert "Powitanie w kuźni" in words_of(archive.read("1-program/program.pdf"))


def test_asked_twice_packed_once_downloaded_by_staff_and_logged(event, cast, client):
    client.force_login(cast.animator)
    page = reverse("panel:event-folder", args=[event.pk])
    for _ in range(2):
        client.post(page)
    assert EventFolder.objects.count() == 1
    assert "Przygotowywanie" in client.get(page).content.decode()
    pack_waiting()
    text = client.get(page).content.decode()
    assert "skan podpisanej listy obecności" in text
    answer = client.get(reverse("panel:event-archive", args=[event.pk, EventFolder.objects.get().pk]))
    assert b"".join(answer.streaming_content).startswith(b"PK")
    verbs = AuditEntry.objects.filter(object_id=event.pk, verb__startswith="event.folder").values_list(
        "verb", flat=True
    )
    assert list(verbs.order_by("pk")) == ["event.folder", "event.folder.read"]


def test_killed_worker_leaves_the_folder_to_the_next_and_a_late_one_changes_nothing(event):
    folder = ask_for_folder(event_id=event.pk, by=None)
    late = services.claim()
    assert services.claim() is None
    with time_machine.travel(timezone.now() + services.LEASE.lasts + timedelta(seconds=1), tick=True):
        assert pack_waiting() == 1
    assert services._pack(late) is False
    folder.refresh_from_db()
    sweep_discards()
    assert (folder.state, folder.attempts) == ("ready", 2)
    stored = private_storage()
    files = [name for one in stored.listdir("folders")[0] for name in stored.listdir(f"folders/{one}")[1]]
    assert folder.content.name.rsplit("/", 1)[1] in files
    assert f"{late.lease}.zip" not in files


def test_one_that_kills_its_workers_is_given_up(event):
    ask_for_folder(event_id=event.pk, by=None)
    for n in range(services.LEASE.attempts):
        with time_machine.travel(timezone.now() + n * 2 * services.LEASE.lasts, tick=True):
            assert services.claim() is not None
    with time_machine.travel(timezone.now() + timedelta(hours=3), tick=True):
        assert pack_waiting() == 0
    assert EventFolder.objects.get().state == "failed"


def test_archive_is_thrown_away_after_a_week(event):
    folder, _ = packed(event)
    path = folder.content.name
    with time_machine.travel(timezone.now() + services.KEEP + timedelta(hours=1), tick=True):
        pack_waiting()
        sweep_discards()
    folder.refresh_from_db()
    assert folder.state == "expired"
    assert not private_storage().exists(path)


def test_database_refuses_two_that_wait(db):
    row = EventFolderFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        EventFolderFactory(event=row.event)


def test_rich_text_taken_apart():
    html = "<h2>A &amp; b</h2><p>Raz <strong>dwa</strong><br>trzy</p><ul><li><p>x</p></li><li>y</li></ul>goły"
    html += "<blockquote><p>cytat</p></blockquote><table><tr><th>k</th><td>w</td></tr></table>"
    assert [(one["kind"], one["text"]) for one in blocks_of(html)] == [
        ("h2", "A & b"),
        ("p", "Raz dwa trzy"),
        ("li", "x"),
        ("li", "y"),
        ("p", "goły"),
        ("quote", "cytat"),
        ("p", "k"),
        ("p", "w"),
    ]
