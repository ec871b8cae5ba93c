"""Stored files, images, renditions (small, but real ones)."""

import hashlib
from functools import cache
from io import BytesIO

import factory
from django.core.files.base import ContentFile
from PIL import Image

from files.models import PictureCheck, Rendition, RenditionFormat, StoredFile, StoredImage
from files.states import ImageState
from tests.factories.base import ModelFactory, now
from tests.files.samples import PDF


@cache
def picture(width: int = 640, height: int = 400, kind: str = "JPEG") -> bytes:
    """A real picture, of one colour."""
    out = BytesIO()
    Image.new("RGB", (width, height), (180, 90, 60)).save(out, kind)
    return out.getvalue()


class StoredFileFactory(ModelFactory):
    """A small PDF."""

    class Meta:
        model = StoredFile

    name = "program.pdf"
    content_type = "application/pdf"
    size = len(PDF)
    sha256 = hashlib.sha256(PDF).hexdigest()
    content = factory.LazyFunction(lambda: ContentFile(PDF, "program.pdf"))


class StoredImageFactory(ModelFactory):
    """A picture that waits for its renditions; `ready=True` gives one in JPEG and one in WebP."""

    class Meta:
        model = StoredImage

    name = "zdjecie.jpg"
    content_type = "image/jpeg"
    size = factory.LazyFunction(lambda: len(picture()))
    sha256 = factory.LazyFunction(lambda: hashlib.sha256(picture()).hexdigest())
    original = factory.LazyFunction(lambda: ContentFile(picture(), "zdjecie.jpg"))
    width = 640
    height = 400

    class Params:
        ready = factory.Trait(
            state=ImageState.READY,
            ready_at=factory.LazyFunction(now),
            colour="#b45a3c",
            jpeg=factory.RelatedFactory("tests.factories.files.RenditionFactory", factory_related_name="image"),
            webp=factory.RelatedFactory(
                "tests.factories.files.RenditionFactory", factory_related_name="image", format=RenditionFormat.WEBP
            ),
        )


class RenditionFactory(ModelFactory):
    """A public copy in JPEG."""

    class Meta:
        model = Rendition

    image = factory.SubFactory(StoredImageFactory)
    format = RenditionFormat.JPEG
    width = 640
    height = 400
    content = factory.LazyAttribute(
        lambda made: ContentFile(picture(made.width, made.height, made.format.upper()), f"a.{made.format}")
    )
    size = factory.LazyAttribute(lambda made: made.content.size)


class PictureCheckFactory(ModelFactory):
    """How far the round over all pictures is."""

    class Meta:
        model = PictureCheck
