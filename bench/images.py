"""How much the safety of the image pipeline costs: `[BENCH_ROUNDS=9] python -m bench images`.

One 12-megapixel JPEG, lying and standing, becomes upright JPEG and WebP copies at 480, 960 and 1920 pixels:
- bare: Pillow in this very process with the same tricks (half-size decoding, each copy from the next larger one),
  written to files; its copies must be byte for byte ours;
- ours: `make_renditions`, all in: claim by a lease, a fresh limited child, storage, rows, audit log;
- plain: Pillow as one writes it first (decode in full, each copy from the full picture).
They take turns and the median of the turns' ratios counts, so that other work on the machine disturbs both alike; the
ratio of processor time (the child's with its start) is printed beside it. The bar: ours at most 1.2 × bare.
"""

import hashlib
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from statistics import median

SCRATCH = tempfile.TemporaryDirectory(prefix="owes-bench-")
os.environ.update(OWES_MODE="demo", OWES_VAR_DIR=SCRATCH.name, DJANGO_SETTINGS_MODULE="owes_portal.settings")
os.environ.pop("DATABASE_URL", None)
os.environ.pop("OWES_REDIS_URL", None)

import django  # noqa: E402

django.setup()

from django.core.files.base import ContentFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from PIL import Image, ImageOps  # noqa: E402

from files.child import child  # noqa: E402
from files.decoder import ENCODERS  # noqa: E402
from files.limits import WIDTHS  # noqa: E402
from files.models import StoredImage  # noqa: E402
from files.services import accept_image, make_renditions  # noqa: E402

BAR = 1.2
FORMATS = ("jpeg", "webp")


def photograph(orientation: int) -> bytes:
    """12 megapixels with detail at every scale, as a photo has it, about as large as a phone's file."""
    random.seed(7)
    picture = Image.linear_gradient("L").resize((4000, 3000)).convert("RGB")
    for cells, share in ((6, 0.45), (40, 0.35), (250, 0.3), (1000, 0.2), (4000, 0.05)):
        grain = [Image.effect_noise((cells, cells * 3 // 4), 90) for _ in range(3)]
        layer = Image.merge("RGB", grain).resize(picture.size, Image.Resampling.BICUBIC)
        picture = Image.blend(picture, layer, share)
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 24.0, 0.0)})
    encoded = BytesIO()
    picture.save(encoded, "JPEG", quality=90, exif=exif)
    return encoded.getvalue()


def bare(path: Path, out: Path) -> None:
    """The same outputs by Pillow alone, in this process."""
    with Image.open(path) as image:
        sideways = image.getexif().get(0x0112) in (5, 6, 7, 8)
        across, along = image.size[::-1] if sideways else image.size
        size = (WIDTHS[-1], round(along * WIDTHS[-1] / across))
        raw = size[::-1] if sideways else size
        image.draft(None, raw)
        picture = image.resize(raw, Image.Resampling.LANCZOS, reducing_gap=2.0)
    biggest = picture = ImageOps.exif_transpose(picture)
    for width in reversed(WIDTHS):
        if width != picture.width:
            size = (width, round(biggest.height * width / biggest.width))
            picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
        for name in FORMATS:
            picture.save(out / f"{width}.{name}", exif=b"", **ENCODERS[name])


def plain(path: Path, out: Path) -> None:
    """What one writes first."""
    with Image.open(path) as image:
        upright = ImageOps.exif_transpose(image)
    for width in WIDTHS:
        copy = upright.resize((width, round(upright.height * width / upright.width)), Image.Resampling.LANCZOS)
        copy.save(out / f"plain-{width}.jpeg", "JPEG", quality=80, exif=b"")
        copy.save(out / f"plain-{width}.webp", "WEBP", quality=78, exif=b"")


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def processor(whose: int) -> float:
    """Processor seconds used so far by this process, or by its ended children."""
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


def same_copies(image: StoredImage, out: Path) -> bool:
    """Whether ours and Pillow's files are equal byte for byte."""
    for copy in image.renditions.all():
        with copy.content.open("rb") as ours:
            other = (out / f"{copy.width}.{copy.format}").read_bytes()
            if hashlib.sha256(ours.read()).digest() != hashlib.sha256(other).digest():
                return False
    return image.renditions.count() == len(WIDTHS) * len(FORMATS)


def measure(name: str, data: bytes, rounds: int) -> float:
    """Print one row; the ratio of ours to bare."""
    out = Path(SCRATCH.name, name)
    out.mkdir()
    path = out / "photo.jpg"
    path.write_bytes(data)
    times: dict[str, list[float]] = {"accept": [], "bare": [], "ours": [], "plain": []}
    spent = {"bare": 0.0, "ours": 0.0}
    before = processor(resource.RUSAGE_CHILDREN)
    for _ in range(rounds + 1):  # the first round warms up
        begun = time.perf_counter()
        image = accept_image(upload=ContentFile(data, "photo.jpg"), by=None)
        times["accept"].append(time.perf_counter() - begun)
        for what, work in (("bare", partial(bare, path, out)), ("ours", partial(make_renditions, image.pk))):
            begun_at = processor(resource.RUSAGE_SELF)
            times[what].append(seconds(work))
            spent[what] += processor(resource.RUSAGE_SELF) - begun_at
    times["plain"] += [seconds(lambda: plain(path, out)) for _ in range(3)]
    if not same_copies(image, out):
        raise SystemExit(f"{name}: the copies differ from bare Pillow's")
    child.close()
    spent["ours"] += processor(resource.RUSAGE_CHILDREN) - before
    usual = {what: median(found[1:]) for what, found in times.items()}
    ratios = [ours / alone for ours, alone in zip(times["ours"][1:], times["bare"][1:], strict=True)]
    print(
        f"{name:9} {len(data) / 1e6:4.1f} MB   bare {usual['bare']:.3f} s   ours {usual['ours']:.3f} s"
        f"   ratio {median(ratios):.2f} ({min(ratios):.2f} - {max(ratios):.2f}; bar {BAR})"
        f"   processor {spent['ours'] / spent['bare']:.2f}"
        f"   plain {usual['plain']:.3f} s   gate {usual['accept'] * 1000:.0f} ms"
    )
    return median(ratios)


def main() -> int:
    """Measure both photographs; 1 when one of them is over the bar."""
    rounds = int(os.environ.get("BENCH_ROUNDS", "9"))
    call_command("migrate", verbosity=0)
    ratios = [measure("lying", photograph(1), rounds), measure("standing", photograph(6), rounds)]
    return int(max(ratios) > BAR)


if __name__ == "__main__":
    sys.exit(main())
