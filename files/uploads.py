"""Large uploads on their way in: a full disk is told by the gate, next to the field, not by a broken request."""

from contextlib import suppress
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from files.refusals import UploadRefused


class LostUpload(SimpleUploadedFile):
    """In the place of a file that is not there: its name, its size and why (a code of `UploadRefused`), nothing else.

    It did not fit on the disk, or it was chosen before somebody had to confirm who they are.
    """

    def __init__(self, name: str, content_type: str | None, size: int, why: str = "not_stored") -> None:
        super().__init__(name, b"", content_type or "application/octet-stream")
        self.size, self.chosen, self.why = max(size, 1), name, why


class FullDiskUploadHandler(TemporaryFileUploadHandler):
    """Keeps a large upload in a temporary file; one that cannot be written is let pass by, and is a LostUpload."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.lost = False
        try:
            super().new_file(*args, **kwargs)
        except OSError:
            self.lost = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.lost:
            return
        try:
            self.file.write(raw_data)
        except OSError:
            self._lose()

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if not self.lost:
            try:
                return super().file_complete(file_size)
            except OSError:
                self._lose()
        return LostUpload(self.file_name or "", self.content_type, file_size)

    def upload_interrupted(self) -> None:
        with suppress(OSError):
            super().upload_interrupted()

    def _lose(self) -> None:
        self.lost = True
        with suppress(OSError):
            self.file.close()


def check_arrived(upload: Any) -> None:
    """Raises UploadRefused for a file that did not fit on the disk on its way in, or was not kept for other reasons."""
    if isinstance(upload, LostUpload):
        raise UploadRefused(upload.why, name=upload.chosen)
