"""Public pictures that are missing in the storage: made again by themselves, or named."""

import io
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from common.web import health
from files import repair
from files.models import PictureCheck, StoredImage, private_storage, public_storage
from files.queries import picture_of
from files.services import make_renditions
from files.tasks import sweep_discards, sweep_missing, sweep_renditions
from tests.files.samples import accepted, encoded, photo

pytestmark = pytest.mark.django_db


def ready() -> StoredImage:
    image = accepted(encoded(photo(600, 400)))
    assert make_renditions(image.pk)
    image.refresh_from_db()
    return image


def lose_public_copies() -> None:
    """As after a restore of the originals alone."""
    for entry in Path(public_storage().location).iterdir():  # type: ignore[attr-defined]
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


def address(image: StoredImage) -> str:
    return picture_of(image).src


def served(client: Client, image: StoredImage) -> int:
    """Status of the picture at the address that a page shows for it."""
    answer = client.get(address(image))
    if answer.streaming:
        assert b"".join(answer.streaming_content)
    return answer.status_code


def test_after_a_restore_without_public_pictures_every_one_is_made_again_by_itself(client: Client) -> None:
    images = [ready() for _ in range(3)]
    assert sweep_missing() == 0
    assert [served(client, image) for image in images] == [200] * 3
    lose_public_copies()
    assert [served(client, image) for image in images] == [404] * 3
    assert sweep_missing() == 3
    assert [address(image) for image in images] == [""] * 3  # pages say that it is being prepared, nothing is broken
    sweep_renditions()
    sweep_discards()
    assert [served(client, image) for image in images] == [200] * 3
    assert sweep_missing() == 0


def test_one_missing_file_is_enough_and_the_others_stay_as_they_are(client: Client) -> None:
    kept, hurt = ready(), ready()
    before = address(kept)
    public_storage().delete(hurt.renditions.order_by("pk").first().content.name)  # type: ignore[union-attr]
    assert sweep_missing() == 1
    sweep_renditions()
    assert (address(kept), served(client, kept), served(client, hurt)) == (before, 200, 200)


def test_the_round_goes_from_the_newest_to_the_oldest_a_batch_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repair, "BATCH", 2)
    images = [ready() for _ in range(5)]
    lose_public_copies()
    states = []
    for _ in range(3):
        sweep_missing()
        states.append(list(StoredImage.objects.order_by("pk").values_list("state", flat=True)))
    assert [row.count("pending") for row in states] == [2, 4, 5]
    assert states[0][-2:] == ["pending", "pending"]
    assert PictureCheck.objects.get().before is None
    assert len(images) == 5


def test_where_the_original_is_missing_too_nothing_is_thrown_away_and_it_is_named(
    caplog: pytest.LogCaptureFixture,
) -> None:
    image = ready()
    private_storage().delete(image.original.name)
    lose_public_copies()
    assert sweep_missing() == 0
    image.refresh_from_db()
    assert (image.state, image.renditions.count() > 0) == ("ready", True)
    assert [record.getMessage() for record in caplog.records if record.name == "files.repair"] == [
        "Pictures without their original: 1. See: manage.py check_pictures"
    ]


def check(**options: bool) -> tuple[list[str], bool]:
    """Lines of the command, and whether it ended well."""
    out = io.StringIO()
    try:
        call_command("check_pictures", stdout=out, **options)
    except CommandError:
        return out.getvalue().splitlines(), False
    return out.getvalue().splitlines(), True


def test_the_command_looks_for_everything_names_what_is_lost_and_has_the_rest_made_again(client: Client) -> None:
    image, lost = ready(), ready()
    assert check()[1]
    lose_public_copies()
    private_storage().delete(lost.original.name)
    lines = ["Public pictures missing: 1", f"Originals of pictures missing: 1 ({lost.pk})", "Documents missing: 0"]
    assert check(dry_run=True) == (lines, False)
    assert check(dry_run=True) == (lines, False)
    assert check() == (["Public pictures to be made again: 1", *lines[1:]], False)
    sweep_renditions()
    assert served(client, image) == 200


@pytest.mark.django_db(transaction=True)
def test_not_ready_while_the_public_storage_is_empty(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PATIENCE", 20.0)
    image = ready()
    for lost in (False, True):
        if lost:
            lose_public_copies()
        monkeypatch.setattr(health, "parts", health.Parts())
        assert client.get("/readyz").json() == {"ready": not lost, "failing": ["pictures"] if lost else []}
    sweep_missing()
    sweep_renditions()
    monkeypatch.setattr(health, "parts", health.Parts())
    assert client.get("/readyz").status_code == 200
    assert served(client, image) == 200


def test_nobody_keeps_the_answer_that_a_picture_is_missing(client: Client) -> None:
    site = (settings.BASE_DIR / "deploy/nginx.conf").read_text()
    place = site[site.index("/media/") :]
    place = place[: place.index("    }\n")]
    assert place.count('add_header Cache-Control "public, max-age=31536000, immutable";') == 1
    missing = client.get("/media/aa/" + "a" * 32 + "/960.jpg")
    assert (missing.status_code, "immutable" in missing.get("Cache-Control", "")) == (404, False)
