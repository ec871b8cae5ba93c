"""What the decoding child makes of pictures: upright, in sRGB, on white, with nothing but pixels."""

import io
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat

from files import limits
from files.child import ENVIRONMENT, Child, DecodingFailed, child
from tests.files import samples
from tests.files.samples import CORNERS, encoded, exif, photo

ON_LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of memory and /proc are Linux's")
PRIVATE = (b"Exif", b"GPS", b"Kowalskiego", b"Fotograf", b"http://ns.adobe.com", b"ICC_PROFILE", b"tajne")


def render(data: bytes, form: str, folder: Path, *, turn: int = 0, widths: tuple[int, ...] = (480,)) -> dict[str, Any]:
    source = folder / "source"
    source.write_bytes(data)
    out = folder / "out"
    out.mkdir()
    formats = ["jpeg", "webp", "avif"]
    return child.ask("render", path=str(source), format=form, turn=turn, widths=widths, formats=formats, out=str(out))


def made(folder: Path, width: int = 480) -> dict[str, Image.Image]:
    """The renditions of one width, by format."""
    return {path.suffix[1:]: loaded(path) for path in sorted((folder / "out").glob(f"{width}.*"))}


def loaded(path: Path) -> Image.Image:
    with Image.open(path) as image:
        image.load()
        return image


def close(one: tuple[int, ...], other: tuple[int, ...], by: int = 12) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one[:3], other, strict=True))


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    right, bottom = image.width * 7 // 8, image.height * 7 // 8
    left, top = image.width // 8, image.height // 8
    return [image.convert("RGB").getpixel(at) for at in ((left, top), (right, top), (right, bottom), (left, bottom))]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_upright(form: str, orientation: int, tmp_path: Path) -> None:
    data = exif(orientation)
    source = photo()
    with Image.open(io.BytesIO(encoded(source, "PNG", exif=data))) as asked:
        expected = corners(ImageOps.exif_transpose(asked))
    result = render(encoded(source, form, exif=data), form, tmp_path, widths=(200,))
    for image in made(tmp_path, 200).values():
        assert all(close(seen, wanted, 20) for seen, wanted in zip(corners(image), expected, strict=True))
    assert (result["width"] > result["height"]) == (orientation < 5)


@pytest.mark.parametrize(("quarters", "first"), [(0, 0), (1, 1), (2, 2), (3, 3)])
def test_a_heic_is_turned_once_by_its_own_property_not_again_by_exif(quarters: int, first: int, tmp_path: Path) -> None:
    """Phones write both; the property counts."""
    result = render(samples.heic_turned(quarters, exif=exif(6)), "HEIF", tmp_path, widths=(200,))
    assert (result["width"], result["height"]) == ((400, 600) if quarters % 2 else (600, 400))
    for image in made(tmp_path, 200).values():
        assert all(close(seen, CORNERS[(first + n) % 4], 20) for n, seen in enumerate(corners(image)))


@pytest.mark.parametrize(("turn", "first"), [(0, 0), (90, 3), (180, 2), (270, 1)])
def test_a_picture_is_turned_clockwise_by_hand(turn: int, first: int, tmp_path: Path) -> None:
    render(encoded(photo()), "JPEG", tmp_path, turn=turn, widths=(200,))
    seen = corners(made(tmp_path, 200)["jpeg"])
    assert all(close(colour, CORNERS[(first + n) % 4], 20) for n, colour in enumerate(seen))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_nothing_private_is_left_in_any_copy(form: str, tmp_path: Path) -> None:
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">http://ns.adobe.com/xap tajne</x:xmpmeta>'
    options: dict[str, Any] = {"exif": exif(6), "icc_profile": samples.green_for_red_profile()}
    if form in ("JPEG", "WEBP", "HEIF"):
        options["xmp"] = xmp
    if form == "JPEG":
        options["comment"] = b"tajne"
    data = encoded(photo(), form, **options) + b"tajne"
    assert b"Kowalskiego" in data
    render(data, form, tmp_path, widths=(480, 200))
    files = list((tmp_path / "out").iterdir())
    assert len(files) == 3 + 3
    for path in files:
        content = path.read_bytes()
        assert not [word for word in PRIVATE if word in content], path.name
        image = loaded(path)
        assert not image.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & {k for k, v in image.info.items() if v}


def test_colours_of_another_profile_become_those_of_srgb(tmp_path: Path) -> None:
    red = Image.new("RGB", (64, 64), (255, 0, 0))
    render(encoded(red, "PNG", icc_profile=samples.green_for_red_profile()), "PNG", tmp_path)
    red, green, _blue = made(tmp_path, 64)["jpeg"].getpixel((32, 32))
    assert green > 200 > red


def test_a_profile_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    render(encoded(photo(64, 64), "PNG", icc_profile=b"not a profile"), "PNG", tmp_path)
    assert close(corners(made(tmp_path, 64)["webp"])[0], CORNERS[0])


def transparent(mode: str) -> Image.Image:
    image = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    image.paste((200, 20, 20, 255), (0, 0, 32, 64))
    return image.quantize(8) if mode == "P" else image.convert(mode)


@pytest.mark.parametrize(
    ("data", "form", "left", "right"),
    [
        pytest.param(encoded(transparent("RGBA"), "PNG"), "PNG", (200, 20, 20), (255, 255, 255), id="alpha"),
        pytest.param(encoded(transparent("LA"), "PNG"), "PNG", (74, 74, 74), (255, 255, 255), id="grey with alpha"),
        pytest.param(encoded(transparent("P"), "PNG"), "PNG", (200, 20, 20), (255, 255, 255), id="palette with alpha"),
        pytest.param(encoded(transparent("RGBA"), "WEBP"), "WEBP", (200, 20, 20), (255, 255, 255), id="webp"),
        pytest.param(encoded(photo(64, 64).quantize(16), "PNG"), "PNG", (220, 30, 30), (30, 160, 40), id="palette"),
        pytest.param(encoded(photo(64, 64).convert("CMYK")), "JPEG", (220, 30, 30), (30, 160, 40), id="cmyk"),
        pytest.param(encoded(photo(64, 64).convert("L")), "JPEG", (88, 88, 88), (107, 107, 107), id="grey"),
        pytest.param(
            encoded(Image.linear_gradient("L").rotate(90).point(lambda v: 255 * (v > 127)).convert("1"), "PNG"),
            "PNG", (0, 0, 0), (255, 255, 255), id="one bit",
        ),
        pytest.param(
            encoded(Image.new("I;16", (64, 64), 0x8080), "PNG"), "PNG", (128, 128, 128), (128, 128, 128), id="16 bits"
        ),
    ],
)  # fmt: skip
def test_every_kind_of_pixels_keeps_its_look_on_white(
    data: bytes, form: str, left: tuple[int, ...], right: tuple[int, ...], tmp_path: Path
) -> None:
    result = render(data, form, tmp_path)
    for image in made(tmp_path, result["width"]).values():
        assert image.mode == "RGB"
        assert close(corners(image)[0], left)
        assert close(corners(image)[1], right)


def test_widths_shrink_and_never_grow(tmp_path: Path) -> None:
    result = render(encoded(photo(1200, 800)), "JPEG", tmp_path, widths=limits.WIDTHS)
    assert sorted({(item["width"], item["height"]) for item in result["made"]}) == [(480, 320), (960, 640), (1200, 800)]


def test_a_tiny_picture_keeps_its_size(tmp_path: Path) -> None:
    result = render(encoded(photo(120, 80)), "JPEG", tmp_path, widths=limits.WIDTHS)
    assert {(item["width"], item["height"]) for item in result["made"]} == {(120, 80)}


def difference(one: Image.Image, other: Image.Image) -> float:
    """How far two pictures are from each other, as the mean over their points (0–255)."""
    return ImageStat.Stat(ImageChops.difference(one.convert("L"), other.convert("L"))).mean[0]


def test_decoding_a_large_jpeg_at_half_size_costs_no_visible_difference(tmp_path: Path) -> None:
    fine = Image.effect_noise((1000, 750), 60).resize((4000, 3000), Image.Resampling.BICUBIC).convert("RGB")
    data = encoded(fine, quality=92)
    render(data, "JPEG", tmp_path, widths=limits.WIDTHS)
    for width in limits.WIDTHS:
        with Image.open(io.BytesIO(data)) as image:
            full = image.resize((width, width * 3 // 4), Image.Resampling.LANCZOS)
        with Image.open(io.BytesIO(encoded(full, quality=80))) as slow:
            bearable = difference(slow, full)
        assert difference(made(tmp_path, width)["jpeg"], full) < 1.25 * bearable + 0.5


# --- limits --------------------------------------------------------------------------------------------------------
def ask_about(path: Path, **request: Any) -> dict[str, Any]:
    wanted = {"format": "JPEG", "turn": 0, "widths": [480], "formats": ["jpeg"], "out": str(path.parent)}
    return child.ask("render", path=str(path), **{**wanted, **request})


def waiting_pipe(folder: Path) -> Path:
    """A picture that never comes: whoever opens it waits."""
    path = folder / "waiting.jpg"
    os.mkfifo(path)
    return path


@ON_LINUX
def test_a_picture_that_needs_too_much_memory_ends_alone(tmp_path: Path) -> None:
    path = tmp_path / "big.png"
    path.write_bytes(encoded(Image.new("RGB", (6000, 6000)), "PNG"))
    with pytest.raises(DecodingFailed) as failed:
        ask_about(path, format="PNG", memory=160 * limits.MEGABYTE)
    assert failed.value.code == "memory"
    assert ask_about(path, format="PNG")["width"] == 6000


def test_a_picture_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(DecodingFailed) as failed:
        ask_about(waiting_pipe(tmp_path), seconds=0.2)
    assert time.monotonic() - begun < 4, "the decoder ends by itself, before the portal ends it (5 s later)"
    assert failed.value.code == "timeout"
    assert failed.value.passing


def test_a_picture_may_not_fill_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(encoded(photo()))
    with pytest.raises(DecodingFailed) as failed:
        ask_about(path, output_bytes=100)
    assert failed.value.passing


def test_a_killed_child_is_reported_and_replaced(tmp_path: Path) -> None:
    own, path = Child(), waiting_pipe(tmp_path)
    request = {"path": str(path), "format": "JPEG", "turn": 0, "widths": [9], "formats": ["jpeg"], "out": str(tmp_path)}
    failures: list[DecodingFailed] = []

    def ask() -> None:
        with pytest.raises(DecodingFailed) as failed:
            own.ask("render", **request)
        failures.append(failed.value)

    asking = threading.Thread(target=ask)
    asking.start()
    with path.open("wb"):  # opens when the child reads: it is in the middle of it now
        os.killpg(own.pid, signal.SIGKILL)
        asking.join(10)
    assert [failure.code for failure in failures] == ["crashed"]
    path.unlink()
    path.write_bytes(encoded(photo(9, 9)))
    assert own.ask("render", **request)["width"] == 9
    own.close()


def test_a_child_that_left_between_two_pictures_is_started_again(tmp_path: Path) -> None:
    own, path = Child(), tmp_path / "photo.jpg"
    path.write_bytes(encoded(photo(9, 9)))
    own.ask("probe", path=str(path), format="JPEG")
    first = own.pid
    os.killpg(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
    assert own.ask("probe", path=str(path), format="JPEG")["width"] == 9
    assert own.pid != first
    own.close()


@ON_LINUX
def test_the_child_knows_nothing_of_the_portal(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(encoded(photo(9, 9)))
    child.ask("probe", path=str(path), format="JPEG")
    process = Path("/proc", str(child.pid))
    names = {entry.split(b"=")[0] for entry in process.joinpath("environ").read_bytes().split(b"\0") if entry}
    assert {name.decode() for name in names} == set(ENVIRONMENT)
    opened = {os.readlink(entry) for entry in process.joinpath("fd").iterdir()}
    assert not [name for name in opened if "sqlite" in name or name.startswith("socket:")]
    assert "django" not in process.joinpath("maps").read_text()


def test_what_the_child_says_cannot_name_another_file(tmp_path: Path) -> None:
    """The answer holds numbers and a format only: paths are ours."""
    result = render(encoded(photo()), "JPEG", tmp_path)
    assert {key for item in result["made"] for key in item} == {"format", "width", "height"}
