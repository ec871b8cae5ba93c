"""What the gate takes and refuses as an image; every refusal says how to mend it."""

import struct

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.forms import FileField, Form
from django.utils import translation
from PIL import Image

from files import limits
from files.models import StoredImage
from files.queries import doubles_of
from files.refusals import MESSAGES, UploadRefused, reason
from files.services import accept_image
from tests.files import samples
from tests.files.samples import accepted, content_of, encoded, exif, photo, uploaded

pytestmark = pytest.mark.django_db


def frames(form: str, count: int) -> bytes:
    moving = [Image.new("RGB", (8, 8), (n % 256, 9, 9)) for n in range(count)]
    return encoded(moving[0], form, save_all=True, append_images=moving[1:], duration=20)


def noise() -> bytes:
    return encoded(Image.effect_noise((300, 300), 90).convert("RGB"), quality=95)


@pytest.mark.parametrize(
    ("form", "content_type", "extension"),
    [
        ("JPEG", "image/jpeg", "jpg"),
        ("PNG", "image/png", "png"),
        ("WEBP", "image/webp", "webp"),
        ("HEIF", "image/heic", "heic"),
    ],
)
def test_four_formats_pass_under_the_name_of_their_content(form: str, content_type: str, extension: str) -> None:
    image = accepted(encoded(photo(), form), "wakacje.png.exe")
    assert (image.content_type, image.name) == (content_type, f"wakacje.png.{extension}")
    assert (image.width, image.height, image.state) == (600, 400, "pending")


def test_original_is_kept_byte_for_byte_under_a_random_name() -> None:
    data = encoded(photo(), exif=exif())
    image = accepted(data, "Jan Kowalski.jpg")
    assert content_of(image.original) == data
    assert "Kowalski" not in image.original.name
    assert image.size == len(data)


def test_a_large_upload_lying_in_a_file_passes_too() -> None:
    data = encoded(photo())
    with TemporaryUploadedFile("duze.jpg", "image/jpeg", len(data), None) as upload:
        upload.write(data)
        upload.seek(0)
        image = accept_image(upload=upload, by=None)
    assert content_of(image.original) == data


def test_the_same_file_twice_is_recognised_not_forbidden() -> None:
    first, second = accepted(encoded(photo())), accepted(encoded(photo()))
    assert list(doubles_of(second)) == [first]
    assert not doubles_of(first).exists()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_size_is_that_of_the_upright_picture(orientation: int) -> None:
    image = accepted(encoded(photo(), exif=exif(orientation)))
    assert (image.width, image.height) == ((600, 400) if orientation < 5 else (400, 600))


def test_size_of_an_upright_heic_is_known_at_the_gate() -> None:
    image = accepted(samples.heic_turned(3, exif=exif(6)))
    assert (image.width, image.height) == (400, 600)


@pytest.mark.parametrize(
    ("taken", "offset", "expected"),
    [
        ("2017:06:20 10:11:12", "", "2017-06-20T08:11:12+00:00"),
        ("2017:06:20 10:11:12", "+09:00", "2017-06-20T01:11:12+00:00"),
        ("0000:00:00 00:00:00", "", None),
        ("1970:01:01 00:00:00", "", None),
        ("2999:01:01 00:00:00", "", None),
        ("wczoraj", "", None),
        ("2017:06:20 10:11:12", "zła", None),
    ],
)
def test_when_it_was_taken_is_read_if_believable(taken: str, offset: str, expected: str | None) -> None:
    image = accepted(encoded(photo(), exif=exif(taken=taken, offset=offset)))
    image.refresh_from_db()
    assert (image.taken_at.isoformat() if image.taken_at else None) == expected


# --- refused -------------------------------------------------------------------------------------------------------
HOSTILE = {
    "empty": (b"", "empty"),
    "gif": (encoded(photo(9, 9), "GIF"), "image_type"),
    "bmp": (encoded(photo(9, 9), "BMP"), "image_type"),
    "tiff": (encoded(photo(9, 9), "TIFF"), "image_type"),
    "eps": (encoded(photo(9, 9), "EPS"), "image_type"),
    "ico": (encoded(photo(32, 32), "ICO"), "image_type"),
    "avif": (encoded(photo(32, 32), "AVIF"), "image_type"),
    "svg": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "image_type"),
    "html": (b"<!doctype html><script>alert(1)</script>", "image_type"),
    "pdf": (samples.PDF, "image_type"),
    "zip": (samples.word(), "image_type"),
    "gif polyglot with a JPEG inside": (b"GIF89a" + encoded(photo(9, 9)), "image_type"),
    "html before the JPEG": (b"<script>1</script>" + encoded(photo(9, 9)), "image_type"),
    "heic brand, nothing behind": (b"\0\0\0\x18ftypheic\0\0\0\0heicmif1", "broken"),
    "avif under a heif brand": (b"\0\0\0\x18ftypmif1\0\0\0\0avifmif1" + bytes(99), "image_type"),
    "png flood": (samples.png(60_000, 60_000, samples.png_chunk(b"IDAT", b"x")), "too_many_pixels"),
    "jpeg flood": (samples.jpeg_claiming(65_500, 65_500), "too_many_pixels"),
    "webp flood": (samples.webp_claiming(16_000, 16_000), "too_many_pixels"),
    "lossless webp flood": (samples.webp_claiming(16_000, 16_000, lossless=True), "too_many_pixels"),
    "heic flood": (samples.heic_claiming(60_000, 60_000), "too_many_pixels"),
    "just over the limit": (samples.png(10_001, 6_000, samples.png_chunk(b"IDAT", b"x")), "too_many_pixels"),
    "a very long ribbon": (samples.png(1, 20_000, samples.png_chunk(b"IDAT", b"x")), "too_long"),
    "no width": (samples.png(0, 5, samples.png_chunk(b"IDAT", b"x")), "broken"),
    "png of a hundred thousand parts": (samples.png(9, 9, samples.png_chunk(b"tEXt", b"a\0b") * 100_000), "broken"),
    "moving png": (frames("PNG", 3), "moving"),
    "moving webp of 400 frames": (frames("WEBP", 400), "moving"),
    "heic burst of 40": (frames("HEIF", 40), "moving"),
    "jpeg of 40 pictures": (frames("MPO", 40), "moving"),
    "cut jpeg": (noise()[:-2000], "truncated"),
    "jpeg cut after its thumbnail": (
        encoded(photo(), exif=exif(), comment=noise()[:9000] + b"\xff\xd9")[:9500],
        "truncated",
    ),
    "jpeg cut in its head": (encoded(photo())[:30], "truncated"),
    "cut png": (encoded(photo(), "PNG")[:-20], "truncated"),
    "cut webp": (encoded(photo(), "WEBP")[:-20], "truncated"),
    "cut heic": (encoded(photo(), "HEIF")[:-200], "truncated"),
    "garbage after the png magic": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "truncated"),
    "garbage after the jpeg magic": (b"\xff\xd8\xff" + bytes(range(255, 0, -1)) + b"\xff\xd9", "truncated"),
    "jpeg that is only marks": (b"\xff\xd8" + b"\xff" * 60_000, "broken"),
    "jpeg whose header is cut out": (b"\xff\xd8\xff\xda\0\x02" + bytes(100) + b"\xff\xd9", "broken"),
    "heic box of no length": (encoded(photo(), "HEIF")[:200] + struct.pack(">I", 3) + b"mdat" + bytes(60), "truncated"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_and_damaged_files_are_refused_with_a_reason(name: str) -> None:
    data, code = HOSTILE[name]
    with pytest.raises(UploadRefused) as refused:
        accepted(data, "zdjecie.jpg")
    assert refused.value.code == code
    assert not StoredImage.objects.exists()


def test_the_largest_allowed_claim_passes_the_header_check() -> None:
    image = accepted(samples.png(10_000, 6_000, samples.png_chunk(b"IDAT", b"x")))
    assert image.width * image.height == limits.PIXELS


def test_too_many_bytes_are_refused_before_anything_is_read() -> None:
    data = encoded(photo()) + bytes(limits.IMAGE_BYTES)
    with pytest.raises(UploadRefused) as refused, translation.override("pl"):
        accepted(data)
    with translation.override("pl"):
        assert refused.value.messages == ["Plik jest większy niż 20 MB. Zmniejsz go albo wyślij jako JPEG."]


@pytest.mark.parametrize("format", ["JPEG", "WEBP", "HEIF"])
def test_where_the_whole_picture_is_read_a_good_one_passes(format: str) -> None:
    image = accept_image(upload=uploaded(encoded(photo(), format)), by=None, whole=True)
    assert (image.state, image.width) == ("pending", photo().width)


def test_bytes_after_the_end_of_a_photo_do_not_disturb() -> None:
    """Phones append a film to a photo; so do people who hide an archive in it. Renditions hold neither."""
    assert accepted(encoded(photo()) + samples.word()).state == "pending"


@pytest.mark.parametrize("code", MESSAGES)
def test_every_reason_reads_well_in_polish_and_english(code: str) -> None:
    params = {"file_type": {"kinds": "PDF"}, "choose_again": {"name": "umowa.pdf"}}.get(code, {})
    with translation.override("pl"):
        polish = UploadRefused(code, **params).messages[0]
    with translation.override("en"):
        english = UploadRefused(code, **params).messages[0]
    assert polish != english
    assert "%(" not in polish + english


def test_an_unknown_failure_still_has_words() -> None:
    assert reason("something new") == reason("broken")


def test_a_form_shows_the_refusal_at_its_field() -> None:
    class PhotoForm(Form):
        photo = FileField()

        def clean_photo(self) -> StoredImage:
            return accept_image(upload=self.cleaned_data["photo"], by=None)

    form = PhotoForm({}, {"photo": uploaded(b"GIF89a")})
    assert form.errors["photo"].data[0].code == "image_type"
