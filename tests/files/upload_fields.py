"""Every field of the portal that takes a file, and how a person sends one there. A new field adds its line."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client

from partnerships.projects.models import LogoMark
from tests.architecture.world import World
from tests.files.samples import PDF, encoded, photo, uploaded

WORDS = {"alt": "Widok sali", "caption": "", "credit": ""}
PICTURES = ("jpeg", "png", "webp")
DOCUMENTS = ("pdf", "docx", "xlsx", "odt", "ods", "pptx", "odp")


@dataclass(frozen=True)
class UploadField:
    """Where a file goes: `takes` are the formats that its gate lets through, `data` what is sent beside it."""

    address: str
    fill: Callable[[World], dict[str, Any]]
    name: str
    takes: tuple[str, ...]
    data: dict[str, Any] = field(default_factory=dict)

    def post(self, client: Client, url: str, content: bytes, name: str) -> HttpResponse:
        """The answer to whoever sends this file; a page that sends them on is followed, for its messages."""
        return client.post(url, {**self.data, self.name: uploaded(content, name)}, follow=True)

    def sample(self) -> tuple[bytes, str]:
        """An honest file, larger than what a full disk still takes, and its name."""
        if "jpeg" in self.takes:
            return encoded(photo(400, 300), quality=95), "zdjecie.jpg"
        if "pdf" in self.takes:
            return PDF.replace(b"\n1 0", b"\n%" + b" " * 200_000 + b"\n1 0", 1), "pismo.pdf"
        return b"Imi\xc4\x99;Nazwisko\r\n" + b"Jan;Lis\r\n" * 40_000, "lista.csv"


def _mark(world: World) -> dict[str, Any]:
    return {"mark_id": LogoMark.objects.order_by("pk")[0].pk}


def _entity(world: World) -> dict[str, Any]:
    return {"pk": world.cast.entity.pk}


# By the class of the form, and the field's name in it.
UPLOAD_FIELDS = {
    "entities.imports.forms.SheetForm.sheet": UploadField(
        "panel:entity-imports", lambda world: {}, "sheet", ("xlsx", "csv")
    ),
    "events.imports.forms.SheetForm.file": UploadField(
        "panel:import-people", lambda world: {"pk": world.event.pk}, "file", ("xlsx", "csv")
    ),
    "entities.directory.forms.LogoForm.picture": UploadField(
        "panel:entity-pictures", _entity, "logo-picture", PICTURES, {"act": "logo"}
    ),
    "entities.directory.forms.EntityPhotoForm.picture": UploadField(
        "panel:entity-pictures",
        _entity,
        "photo-picture",
        (*PICTURES, "heic"),
        {"act": "photo", **{f"photo-{name}": text for name, text in WORDS.items()}},
    ),
    "common.forms.picture.PictureForm.picture": UploadField(
        "panel:event-cover", lambda world: {"pk": world.event.pk}, "picture", PICTURES, WORDS
    ),
    "events.panel.forms.DocumentForm.file": UploadField(
        "panel:event-documents",
        lambda world: {"pk": world.event.pk},
        "file",
        DOCUMENTS,
        {"kind": "other", "title": "Program", "is_public": "on"},
    ),
    "events.attendance.paper_forms.ScanForm.files": UploadField(
        "panel:paper-scan", lambda world: {"pk": world.event.pk}, "files", ("pdf", "jpeg")
    ),
    "news.articles.forms.AttachmentForm.file": UploadField(
        "panel:article-attachments",
        lambda world: {"pk": world.draft.pk},
        "file",
        DOCUMENTS,
        {"kind": "presentation", "title": "Prezentacja"},
    ),
    "news.galleries.forms.PhotosForm.photos": UploadField(
        "panel:gallery-upload", lambda world: {"pk": world.draft_gallery.pk}, "photos", (*PICTURES, "heic")
    ),
    "partnerships.agreements.forms.DocumentForm.file": UploadField(
        "panel:partnership-documents",
        lambda world: {"pk": world.partnership.pk},
        "file",
        (*DOCUMENTS, *PICTURES, "heic"),
        {"title": "Regulamin", "kind": "other", "access": "staff"},
    ),
    "partnerships.agreements.forms.VersionForm.file": UploadField(
        "panel:partnership-document",
        lambda world: world.partnership_paper(world.partnership),
        "v-file",
        (*DOCUMENTS, *PICTURES, "heic"),
        {"act": "version"},
    ),
    "partnerships.projects.forms.LogoForm.picture": UploadField(
        "panel:project-logo", _mark, "picture", PICTURES, {"name": "Fundusze Europejskie"}
    ),
    "partnerships.projects.indicator_forms.EvidenceForm.file": UploadField(
        "panel:project-indicator-proof",
        lambda world: world.typed_value(world.project),
        "file",
        (*DOCUMENTS, *PICTURES, "heic"),
    ),
}
