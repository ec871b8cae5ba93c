"""Fields of forms that take a file."""

from typing import Any

from django import forms

from files.scanning import scan


class ScannedFileField(forms.FileField):
    """A file that does not pass the gate (a sheet): clamd is asked here, and what it says stands at the field."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The upload, at its beginning."""
        upload = super().clean(data, initial)
        if data:
            scan(upload, by=None)
        return upload
