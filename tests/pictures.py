"""Pictures for the tests: small honest photographs, each with its own content."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def photo_upload(number: int = 0, name: str = "") -> SimpleUploadedFile:
    """A small JPEG as a browser sends it; another `number` makes another picture."""
    buffer = io.BytesIO()
    Image.new("RGB", (640, 427), (40 + number * 37 % 200, 90, 140)).save(buffer, "JPEG", quality=80)
    return SimpleUploadedFile(name or f"zdjecie-{number}.jpg", buffer.getvalue(), "image/jpeg")
