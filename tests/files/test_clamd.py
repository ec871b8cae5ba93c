"""Uploads are scanned by clamd, where one is configured, before they are kept; the stand-in speaks its protocol."""

import ast
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import File
from django.db import transaction
from django.test import Client
from django.urls import reverse

from common.web import health
from entities.imports.models import EntityImport
from events.imports.models import PeopleList
from files.models import StoredFile, StoredImage
from files.refusals import UploadRefused
from files.services import accept_document, accept_file, accept_image, accept_scan
from files.transactions import kept_together
from tests.architecture.tree import ROOT
from tests.architecture.world import World
from tests.cast import Cast
from tests.factories import EventFactory
from tests.files import samples
from tests.files.clamd import MARK, Clamd, TcpClamd, running
from tests.files.samples import content_of, encoded, photo, uploaded
from tests.files.upload_fields import UPLOAD_FIELDS

pytestmark = pytest.mark.django_db
PAPER = samples.pdf(stream=MARK)
PICTURE = encoded(photo(), comment=MARK)


@pytest.fixture
def clamd(tmp_path_factory: pytest.TempPathFactory, settings: Any) -> Iterator[Clamd]:
    path = tmp_path_factory.mktemp("c") / "clamd.ctl"
    settings.CLAMD = str(path)
    with running(Clamd(path)) as server:
        yield server


@pytest.mark.parametrize(
    ("accept", "data"),
    [(accept_file, PAPER), (accept_document, PAPER), (accept_document, PICTURE), (accept_scan, PAPER)]
    + [(accept_scan, PICTURE), (accept_image, PICTURE)],
    ids=["document", "paper", "picture of a paper", "scan", "photograph of a list", "picture"],
)
def test_what_clamd_finds_is_refused_before_it_is_kept(
    accept: Callable[..., Any], data: bytes, clamd: Clamd, caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    with pytest.raises(UploadRefused) as refused:
        accept(upload=uploaded(data, "Jan Kowalski umowa.pdf"), by=7)
    assert refused.value.code == "infected"
    assert clamd.scanned == [data]
    assert (StoredFile.objects.count(), StoredImage.objects.count()) == (0, 0)
    assert [record.getMessage() for record in caplog.records] == ["Upload of user 7 refused: clamd found Owes.Probny."]


def test_a_clean_file_is_kept_as_it_came(clamd: Clamd) -> None:
    stored = accept_file(upload=uploaded(samples.PDF, "umowa.pdf"), by=7)
    assert content_of(stored.content) == samples.PDF
    assert clamd.scanned == [samples.PDF]


def test_clamd_is_reached_at_a_port_too(settings: Any) -> None:
    with running(TcpClamd()) as server:
        settings.CLAMD = f"127.0.0.1:{server.server_address[1]}"
        accept_file(upload=uploaded(samples.PDF, "umowa.pdf"), by=7)
        assert server.scanned == [samples.PDF]


def test_a_large_file_comes_in_pieces_and_whole(clamd: Clamd) -> None:
    data = samples.pdf(stream=bytes(700_000))
    accept_file(upload=uploaded(data, "umowa.pdf"), by=7)
    assert clamd.scanned == [data]


def test_nobody_is_asked_where_none_is_configured(settings: Any) -> None:
    assert settings.CLAMD == ""
    assert accept_file(upload=uploaded(PAPER, "umowa.pdf"), by=7).pk


def away(settings: Any, path: Path) -> None:
    settings.CLAMD = str(path / "nobody.ctl")


@pytest.mark.parametrize("policy", ["refuse", "accept"])
@pytest.mark.parametrize("trouble", ["away", "silent", "too long for it"])
def test_without_its_answer_the_stated_policy_holds_and_nobody_waits_long(
    policy: str, trouble: str, clamd: Clamd, settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.CLAMD_AWAY, settings.CLAMD_SECONDS = policy, 0.5
    if trouble == "away":
        away(settings, tmp_path)
    clamd.silent, clamd.longest = trouble == "silent", 100
    started = time.monotonic()
    if policy == "refuse":
        with pytest.raises(UploadRefused) as refused:
            accept_file(upload=uploaded(samples.PDF, "umowa.pdf"), by=7)
        assert refused.value.code == "scanner_away"
        assert not StoredFile.objects.exists()
    else:
        assert accept_file(upload=uploaded(samples.PDF, "umowa.pdf"), by=7).size == len(samples.PDF)
    assert time.monotonic() - started < 10
    assert len(caplog.records) == 1
    assert "umowa" not in caplog.text


def test_the_field_says_it_and_what_was_typed_stays(cast: Cast, client: Client, clamd: Clamd) -> None:
    event = EventFactory(centre=cast.centre, published=True)
    client.force_login(cast.animator)
    fields = {"kind": "other", "title": "Wniosek", "file": uploaded(PAPER, "wniosek.pdf")}
    page = client.post(f"/panel/wydarzenia/{event.pk}/dokumenty/", fields).content.decode()
    assert "Skaner znalazł w tym pliku szkodliwą zawartość. Sprawdź swój komputer i wyślij czysty plik." in page
    assert 'value="Wniosek"' in page


def rows() -> list[int]:
    return [model.objects.count() for model in (StoredFile, StoredImage, EntityImport, PeopleList)]


@pytest.mark.parametrize("name", UPLOAD_FIELDS)
def test_every_field_that_takes_a_file_has_it_scanned(name: str, cast: Cast, client: Client, clamd: Clamd) -> None:
    """(That each field stands in the list is asked by test_full_disk.py.)"""
    world, form = World(cast), UPLOAD_FIELDS[name]
    client.force_login(cast.administrator if "LogoForm" in name and "projects" in name else cast.coordinator)
    url = reverse(form.address, kwargs=form.fill(world))
    content, file_name = form.sample()
    before = rows()
    page = form.post(client, url, content + MARK, file_name)
    assert "Skaner znalazł" in page.content.decode()
    assert clamd.scanned == [content + MARK]
    assert rows() == before


@pytest.mark.django_db(transaction=True)  # the parts are asked in threads, which see what is committed
def test_readiness_names_clamd_while_it_is_away(
    client: Client, clamd: Clamd, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "PATIENCE", 20.0)  # a crowded machine must not decide
    monkeypatch.setattr(health, "parts", health.Parts())  # no answer of an earlier test
    assert client.get("/readyz").json()["failing"] == []
    away(settings, tmp_path)
    monkeypatch.setattr(health, "parts", health.Parts())
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["failing"]) == (503, ["clamd"])


def test_the_gate_scans_in_each_of_its_doors() -> None:
    tree = ast.parse((ROOT / "files/services.py").read_text())
    doors = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("accept_")]
    assert {door.name: list(map(ast.unparse, door.decorator_list)) for door in doors} == {
        door.name: ["scanned_and_kept"] for door in doors
    }


def test_nothing_is_scanned_inside_of_a_transaction(clamd: Clamd) -> None:
    """(Each field of the portal: above. Whoever opens a transaction around the gate gives it the upload first.)"""
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        accept_file(upload=uploaded(samples.PDF, "umowa.pdf"), by=7)
    assert (clamd.scanned, StoredFile.objects.count()) == ([], 0)
    upload = uploaded(samples.PDF, "umowa.pdf")
    with kept_together(upload, by=7):
        accept_file(upload=upload, by=7)
    assert (clamd.scanned, StoredFile.objects.count()) == ([samples.PDF], 1)


def test_the_upload_is_at_its_beginning_after_a_scan(clamd: Clamd) -> None:
    upload: File = uploaded(samples.PDF, "umowa.pdf")
    upload.seek(20)
    accept_file(upload=upload, by=7)
    assert clamd.scanned == [samples.PDF]
