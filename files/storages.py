"""Where originals and documents lie on a machine of our own."""

from django.core.files.storage import FileSystemStorage


class PrivateStorage(FileSystemStorage):
    """Files without any address. (Django's own storage, given no base address, would promise one under MEDIA_URL.)"""

    def url(self, name: str | None) -> str:
        raise ValueError("This file is not accessible via a URL.")
