"""Handing out what is kept privately: always as a download, never to be run or shown inside our pages."""

from io import BytesIO

from django.db.models.fields.files import FieldFile
from django.http import FileResponse

from files.models import StoredFile, StoredImage


def stored_file_response(file: StoredFile) -> FileResponse:
    """The document as a download. The caller has decided that this reader may have it."""
    return _download(file.content, file.name, file.content_type)


def original_response(image: StoredImage) -> FileResponse:
    """The private original, with all its metadata, for staff who may have it."""
    return _download(image.original, image.name, image.content_type)


def made_response(content: bytes, name: str, content_type: str) -> FileResponse:
    """What was made just now (a paper), as a download that nothing keeps."""
    return _closed(FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=content_type))


def kept_response(content: FieldFile, name: str, content_type: str) -> FileResponse:
    """A private file of an upper app as a download."""
    return _download(content, name, content_type)


def _download(content: FieldFile, name: str, content_type: str) -> FileResponse:
    return _closed(FileResponse(content.open("rb"), as_attachment=True, filename=name, content_type=content_type))


def _closed(response: FileResponse) -> FileResponse:
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-store"
    return response
