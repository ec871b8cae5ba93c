"""Model fields and defaults shared by the floors above."""

import secrets
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


def new_token() -> str:
    """A secret for an address or a ticket: 192 random bits, safe in a URL."""
    return secrets.token_urlsafe(24)


@cache
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


class EncryptedTextField(models.TextField):
    """Text that stands encrypted in the database (Fernet: AES-128-CBC with HMAC); cannot be searched or sorted by."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return _cipher(tuple(settings.FIELD_KEYS)).encrypt(value.encode()).decode() if value else value

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return _cipher(tuple(settings.FIELD_KEYS)).decrypt(value.encode()).decode() if value else value
