"""The only code that opens uploads: pictures here, documents in active_content.py, loaded when one comes. A program of
its own, which knows neither Django nor the database.

Started once by `files.child`, knowing nothing of our environment, it reads one request per line and forks a fresh
process for each, so that no picture meets what the one before it left, while Pillow is loaded only once. The fork is
limited in memory, processor time, wall-clock time and size of what it writes; whatever it does, its parent answers
with one line.
RLIMIT_AS does not hold on macOS: there only time, output and the pixel limit before decoding protect.
"""

import contextlib
import errno
import json
import math
import os
import resource
import select
import signal
import sys
import warnings
from io import BytesIO
from typing import Any

import pillow_heif
from PIL import Image, ImageCms

IDLE_SECONDS = 120
ANSWER_BYTES = 64 * 1024
EXIF_TAGS, TAKEN, OFFSET, ORIENTATION = 0x8769, 0x9003, 0x9011, 0x0112
ENCODERS: dict[str, dict[str, Any]] = {
    "jpeg": {"format": "JPEG", "quality": 80, "subsampling": "4:2:0"},
    "webp": {"format": "WEBP", "quality": 78, "method": 2},
    "avif": {"format": "AVIF", "quality": 60, "speed": 8, "max_threads": 1},
}
_T = Image.Transpose
LANCZOS = Image.Resampling.LANCZOS
STRIPS_FROM, STRIP_ROWS = 16_000_000, 128
UPRIGHT = {
    2: _T.FLIP_LEFT_RIGHT,
    3: _T.ROTATE_180,
    4: _T.FLIP_TOP_BOTTOM,
    5: _T.TRANSPOSE,
    6: _T.ROTATE_270,
    7: _T.TRANSVERSE,
    8: _T.ROTATE_90,
}
TURNS = {90: _T.ROTATE_270, 180: _T.ROTATE_180, 270: _T.ROTATE_90}
SRGB = ImageCms.createProfile("sRGB")


class Refused(Exception):
    """The picture will not be taken; the argument is the code of the reason."""


def opened(request: dict[str, Any]) -> Image.Image:
    """The picture with only its header read, once its size and number of frames are known to be bearable."""
    image = Image.open(request["path"], formats=[request["format"]])
    if image.width * image.height > request["pixels"]:
        raise Refused("too_many_pixels")
    if max(image.size) > request["side"]:
        raise Refused("too_long")
    frames = getattr(image, "n_frames", 1)
    if frames > (request["stills"] if request["format"] in ("JPEG", "HEIF") else 1):
        raise Refused("moving")
    return image


def probe(request: dict[str, Any]) -> dict[str, Any]:
    """Upright size, and when the picture was taken: from the header alone, unless the pixels are asked for too."""
    with opened(request) as image:
        # Pillow looks for the EXIF of a PNG behind its pixels too, and would decode them for that.
        exif = image.getexif() if image.format != "PNG" or "exif" in image.info else Image.Exif()
        details = exif.get_ifd(EXIF_TAGS)
        width, height = upright(image.size, exif.get(ORIENTATION), 0)
        if request.get("whole"):
            image.draft(None, (480, 480))  # a JPEG is read to its end all the same, and drawn small
            image.load()
    taken, offset = (details.get(tag) for tag in (TAKEN, OFFSET))
    return {"width": width, "height": height, "taken": str(taken or "")[:19], "offset": str(offset or "")[:6]}


def render(request: dict[str, Any]) -> dict[str, Any]:
    """Upright copies of the wanted widths without any metadata, each made from the next larger one."""
    with opened(request) as image:
        orientation = image.getexif().get(ORIENTATION)
        width, height = upright(image.size, orientation, request["turn"])
        picture = biggest = plain(image, request, orientation)
    made = []
    for wanted in sorted({min(w, biggest.width) for w in request["widths"]}, reverse=True):
        if wanted != picture.width:
            size = (wanted, max(1, round(biggest.height * wanted / biggest.width)))
            picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
        made += [save(picture, name, request["out"]) for name in request["formats"]]
    red, green, blue = picture.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    return {"made": made, "colour": f"#{red:02x}{green:02x}{blue:02x}", "width": width, "height": height}


def upright(size: tuple[int, int], orientation: Any, turn: int) -> tuple[int, int]:
    """Width and height (or the other way round again) once the picture is turned as EXIF and a person want it."""
    return size[::-1] if (orientation in (5, 6, 7, 8)) != (turn in (90, 270)) else size


def plain(image: Image.Image, request: dict[str, Any], orientation: Any) -> Image.Image:
    """The picture in sRGB on white, upright, not wider than wanted, with nothing but its pixels."""
    across, along = upright(image.size, orientation, request["turn"])
    width = min(max(request["widths"]), across)
    size = upright((width, max(1, round(along * width / across))), orientation, request["turn"])
    if image.format in ("JPEG", "MPO"):
        image.draft(None, size)  # a JPEG can be decoded at half, a quarter, an eighth: much faster
    image.load()
    profile = image.info.get("icc_profile")
    picture = shrunk(image, size)
    picture = on_white(in_srgb(picture, profile))
    for step in (UPRIGHT.get(orientation), TURNS.get(request["turn"])):
        if step is not None:
            picture = picture.transpose(step)
    picture.info = {}  # Pillow would carry a comment over
    return picture


def shrunk(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The picture in this size. A large one is shrunk in strips: a second copy of all its pixels would not fit."""
    if image.width * image.height < STRIPS_FROM:
        picture = drawable(image)
        return picture if picture.size == size else picture.resize(size, LANCZOS, reducing_gap=2.0)
    scale, made = image.height / size[1], None
    margin = math.ceil(8 * scale) + 8  # more rows than the filter looks at on either side
    for top in range(0, size[1], STRIP_ROWS):
        bottom = min(top + STRIP_ROWS, size[1])
        first = max(math.floor(top * scale) - margin, 0)
        strip = drawable(image.crop((0, first, image.width, min(math.ceil(bottom * scale) + margin, image.height))))
        box = (0, top * scale - first, image.width, min(bottom * scale - first, strip.height))
        part = strip.resize((size[0], bottom - top), LANCZOS, box=box, reducing_gap=2.0)
        made = made or Image.new(part.mode, size)
        made.paste(part, (0, top))
    return made or image


def drawable(image: Image.Image) -> Image.Image:
    """A mode that scales well: palettes, bits and 16-bit greys become plain colours first."""
    if image.mode.startswith("I") or image.mode == "F":
        return image.convert("I").point(lambda level: level * (1 / 257)).convert("L")
    if image.mode in ("P", "PA", "1"):
        return image.convert("RGBA" if "transparency" in image.info or image.mode == "PA" else "RGB")
    if image.mode == "LA" or (image.mode in ("L", "RGB") and "transparency" in image.info):
        return image.convert("RGBA")
    return image


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as every screen understands them; a profile that cannot be read is left out."""
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    colours = picture.convert("RGB") if alpha is not None else picture
    if profile:
        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            colours = ImageCms.profileToProfile(
                colours, ImageCms.ImageCmsProfile(BytesIO(profile)), SRGB, outputMode="RGB"
            )
    colours = colours.convert("RGB")
    if alpha is not None:
        colours.putalpha(alpha)
    return colours


def on_white(picture: Image.Image) -> Image.Image:
    """Transparent parts become white in every format: a dark logo stays readable on a dark page."""
    if picture.mode != "RGBA":
        return picture
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def save(picture: Image.Image, name: str, folder: str) -> dict[str, Any]:
    """Encode one copy into the folder of this request."""
    encoded = BytesIO()  # Pillow writes to a real file without noticing that the disk is full
    picture.save(encoded, **ENCODERS[name])
    with open(os.path.join(folder, f"{picture.width}.{name}"), "wb") as copy:
        copy.write(encoded.getbuffer())
    return {"format": name, "width": picture.width, "height": picture.height}


def inspect(request: dict[str, Any]) -> dict[str, Any]:
    """What a document would run or fetch: refused, or (scripts of a PDF) said."""
    sys.path.append(os.path.dirname(os.path.abspath(__file__)))  # isolated: only this fork looks there
    import active_content  # noqa: PLC0415 (its libraries are needed for documents only)

    try:
        return active_content.look(request["path"])
    except active_content.Active as found:
        raise Refused(str(found)) from found


ACTS = {"probe": probe, "render": render, "inspect": inspect}


def limit(request: dict[str, Any]) -> None:
    """Tie this process to its memory, time and output; what a system does not know is left out."""
    for name, most in (
        ("RLIMIT_CORE", 0),
        ("RLIMIT_CPU", request["cpu_seconds"]),
        ("RLIMIT_FSIZE", request["output_bytes"]),
        ("RLIMIT_AS", request["memory"]),
        ("RLIMIT_NOFILE", 64),
    ):
        with contextlib.suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (most, most))
    signal.setitimer(signal.ITIMER_REAL, request["seconds"])  # its default action ends the process


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Do what is asked; every failure becomes a code."""
    try:
        limit(request)
        return ACTS[request["act"]](request)
    except Refused as refusal:
        return {"error": str(refusal)}
    except MemoryError:
        return {"error": "memory"}
    except Exception as error:  # whatever a hostile file provokes
        # With a number it is the system's (a full disk, say), not the picture's.
        number = error.errno if isinstance(error, OSError) else None
        full = number in (errno.ENOSPC, errno.EDQUOT)
        code = (
            "not_stored"
            if full
            else "crashed"
            if number is not None
            else "truncated"
            if "truncated" in str(error)
            else "broken"
        )
        return {"error": code, "detail": repr(error)[:300]}


def _fault_of(error: Exception) -> str:
    return "truncated" if "truncated" in str(error) else "broken"


def in_a_fork(request: dict[str, Any]) -> dict[str, Any]:
    """Answer from a process of its own, which is gone afterwards."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        line = json.dumps(answer(request)).encode()
        with contextlib.suppress(OSError):
            os.write(writer, line[:ANSWER_BYTES])
        os._exit(0)
    os.close(writer)
    parts = []
    while part := os.read(reader, ANSWER_BYTES):
        parts.append(part)
    os.close(reader)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        late = os.WTERMSIG(status) in (signal.SIGALRM, signal.SIGXCPU)
        return {"error": "timeout" if late else "crashed", "detail": f"signal {os.WTERMSIG(status)}"}
    try:
        return json.loads(b"".join(parts))
    except ValueError:
        return {"error": "crashed", "detail": "no answer"}


def serve() -> None:
    """One request per line until the other side closes, or nothing came for a while."""
    while select.select([0], [], [], IDLE_SECONDS)[0]:
        line = sys.stdin.buffer.readline()
        if not line:
            break
        sys.stdout.write(json.dumps(in_a_fork(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None  # each request brings its own, stricter limit
    pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=2)
    Image.preinit()
    serve()
