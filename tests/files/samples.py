"""Pictures and documents made for these tests, honest and hostile."""

import io
import struct
import zipfile
import zlib
from typing import Any

import pillow_heif
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.fields.files import FieldFile
from PIL import Image, ImageCms

from files.models import StoredImage
from files.services import accept_image

pillow_heif.register_heif_opener()

# Corners of the upright test picture: red, green, blue, white; clockwise from the top left.
CORNERS = [(220, 30, 30), (30, 160, 40), (40, 60, 200), (250, 250, 250)]
GPS = {1: "N", 2: (52.0, 24.0, 0.0), 3: "E", 4: (16.0, 55.0, 0.0)}


def photo(width: int = 600, height: int = 400) -> Image.Image:
    """A picture whose four quarters tell which side is up."""
    image = Image.new("RGB", (width, height))
    halves = [(0, 0), (width // 2, 0), (width // 2, height // 2), (0, height // 2)]
    for colour, at in zip(CORNERS, halves, strict=True):
        image.paste(colour, (*at, at[0] + width // 2, at[1] + height // 2))
    return image


def exif(orientation: int = 1, *, gps: bool = True, taken: str = "2017:06:20 10:11:12", offset: str = "") -> Image.Exif:
    """What a phone writes about a photo."""
    data = Image.Exif()
    data[0x0112], data[0x010F], data[0x013B] = orientation, "Aparat-Kowalskiego", "Jan Fotograf"
    details = data.get_ifd(0x8769)
    details[0x9003] = taken
    if offset:
        details[0x9011] = offset
    if gps:
        data.get_ifd(0x8825).update(GPS)
    return data


def encoded(image: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    """The picture as a file's bytes."""
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def uploaded(data: bytes, name: str = "zdjecie.jpg") -> SimpleUploadedFile:
    """As a browser sends it."""
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def content_of(stored: FieldFile) -> bytes:
    """Bytes of a stored file, which is closed again."""
    with stored.open("rb") as content:
        return content.read()


def broken_in_its_pixels() -> bytes:
    """A PNG that is whole on the outside; garbage where the pixels are."""
    data = bytearray(encoded(photo(), "PNG"))
    at = data.index(b"IDAT") + 8
    data[at : at + 40] = bytes(40)
    return bytes(data)


def accepted(data: bytes, name: str = "zdjecie.jpg") -> StoredImage:
    """Through the gate."""
    return accept_image(upload=uploaded(data, name), by=7)


def png_chunk(name: bytes, data: bytes = b"") -> bytes:
    """One part of a PNG file, with its right checksum."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, *chunks: bytes) -> bytes:
    """A PNG that claims a size, whatever it holds."""
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + png_chunk(b"IEND")


def jpeg_claiming(width: int, height: int) -> bytes:
    """A small JPEG whose header claims another size."""
    data = encoded(photo(64, 64))
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", height, width) + data[at + 4 :]


def webp_claiming(width: int, height: int, *, lossless: bool = False) -> bytes:
    """A small WebP that claims another size: in its pixels' own head, or in a canvas around them."""
    if lossless:
        data = encoded(photo(64, 64), "WEBP", lossless=True)
        at = data.index(b"VP8L") + 9
        return data[:at] + (width - 1 | (height - 1) << 14).to_bytes(4, "little") + data[at + 4 :]
    inner = encoded(photo(64, 64), "WEBP")[12:]
    canvas = b"VP8X" + struct.pack("<I", 10) + bytes(4)
    canvas += (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", 4 + len(canvas) + len(inner)) + b"WEBP" + canvas + inner


def heic_claiming(width: int, height: int) -> bytes:
    """A HEIC whose property box claims another size."""
    data = encoded(photo(64, 64), "HEIF")
    at = data.index(b"ispe") + 8
    return data[:at] + struct.pack(">II", width, height) + data[at + 8 :]


def heic_turned(quarters: int, **options: Any) -> bytes:
    """A HEIC as a phone held upright writes it: a property of the file turns it anticlockwise by so many quarters."""
    data = bytearray(encoded(photo(), "HEIF", **options))

    def number(at: int, size: int, more: int) -> None:
        data[at : at + size] = (int.from_bytes(data[at : at + size], "big") + more).to_bytes(size, "big")

    places = {name: data.index(name) for name in (b"meta", b"iloc", b"iprp", b"ipco", b"ipma")}
    for item in range(int.from_bytes(data[places[b"iloc"] + 10 : places[b"iloc"] + 12], "big")):
        number(places[b"iloc"] + 12 + 18 * item + 10, 4, 10)  # the pixels move back by what is added here
    for name, more in ((b"meta", 10), (b"iprp", 10), (b"ipco", 9), (b"ipma", 1)):
        number(places[name] - 4, 4, more)
    count = places[b"ipma"] + 4 + 4 + 4 + 2
    number(count, 1, 1)
    data.insert(count + data[count], 0x80 | (data[count]))  # the property added last, and it matters
    end = places[b"ipma"] - 4
    data[end:end] = struct.pack(">I4sB", 9, b"irot", quarters)
    return bytes(data)


def green_for_red_profile() -> bytes:
    """An ICC profile in which what is called red is what sRGB calls green."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return data.replace(b"rXYZ", b"tmp.").replace(b"gXYZ", b"rXYZ").replace(b"tmp.", b"gXYZ")


def zipped(**parts: bytes | str) -> bytes:
    """A zip archive; `__` in a part's name stands for a slash, `_dot_` for a dot."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return buffer.getvalue()


def word(**parts: bytes | str) -> bytes:
    """The least that makes a Word document."""
    with_types = {"[Content_Types]_dot_xml": "<Types/>", "word__document_dot_xml": "<w:document/>", **parts}
    return zipped(**with_types)


def pdf(*objects: str, catalog: str = "", stream: bytes = b"") -> bytes:
    """A PDF of one empty page. Further objects are numbered from 4; a stream, if any, is the last of them."""
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>"
    bodies = [f"<</Type/Catalog/Pages 2 0 R{catalog}>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, *objects]
    written, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(written))
        inside = b"\nstream\n" + stream + b"\nendstream" if stream and number == len(bodies) else b""
        written += f"{number} 0 obj".encode() + body.encode() + inside + b"endobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    tail = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(bodies) + 1}/Root 1 0 R>>\n"
    return written + f"{tail}startxref\n{len(written)}\n%%EOF\n".encode()


PDF = pdf()


def unpacking_to(archive: bytes, part: str, size: int) -> bytes:
    """The archive, whose list of parts claims that this one unpacks to so many bytes."""
    data = bytearray(archive)
    entry = data.rindex(part.encode()) - 46
    data[entry + 24 : entry + 28] = size.to_bytes(4, "little")
    return bytes(data)


def listing(archive: bytes, size: int, *, in_64_bits: bool = False) -> bytes:
    """The archive, whose end claims a list of parts of so many bytes."""
    if in_64_bits:
        wide = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 9, 9, size, 0)
        return archive[:-22] + wide + struct.pack("<4sIQI", b"PK\x06\x07", 0, len(archive) - 22, 1) + archive[-22:]
    return archive[:-10] + size.to_bytes(4, "little") + archive[-6:]
