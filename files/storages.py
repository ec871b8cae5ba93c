"""Where files lie on a machine of our own."""

from contextlib import suppress
from typing import Any

from django.core.files.storage import FileSystemStorage


class WholeFileStorage(FileSystemStorage):
    """A file is there whole or not at all. (Django's own storage leaves what it wrote before the disk was full.)"""

    def _save(self, name: str, content: Any) -> str:
        try:
            return super()._save(name, content)  # type: ignore[misc]
        except OSError:
            with suppress(OSError):
                self.delete(name)
            raise


class PrivateStorage(WholeFileStorage):
    """Files without any address. (Django's own storage, given no base address, would promise one under MEDIA_URL.)"""

    def url(self, name: str | None) -> str:
        raise ValueError("This file is not accessible via a URL.")
