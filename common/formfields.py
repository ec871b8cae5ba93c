"""Form fields shared by the floors above."""

from typing import Any

from django import forms


class NameField(forms.CharField):
    """A name: one line, no control characters, at most 100 characters."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 100, **kwargs})

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
