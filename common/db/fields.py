"""Model fields and defaults shared by the apps above."""

import secrets
from functools import cache
from hashlib import sha256
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models

from common.forms import fields
from common.text import phones
from common.text.single_line import plain_line


def new_token() -> str:
    """A secret for an address or a ticket: 192 random bits, safe in a URL."""
    return secrets.token_urlsafe(24)


def token_digest(token: str) -> str:
    """What is kept of a secret that only its holder has: SHA-256 in hexadecimal digits."""
    return sha256(token.encode()).hexdigest()


@cache
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def encrypted(text: str) -> str:
    """The text as it may stand in a database (Fernet: AES-128-CBC with HMAC)."""
    return _cipher(tuple(settings.FIELD_KEYS)).encrypt(text.encode()).decode()


def decrypted(text: str) -> str:
    """What `encrypted()` was given; raises InvalidToken when none of the keys opens it."""
    return _cipher(tuple(settings.FIELD_KEYS)).decrypt(text.encode()).decode()


class PhoneField(models.CharField):
    """A telephone number as `common.text.phones` keeps it; its forms read it as people write it.

    `helplines`: an office's, which may be a short one.
    """

    def __init__(self, *args: Any, helplines: bool = False, **kwargs: Any) -> None:
        self.helplines = helplines
        super().__init__(*args, **{"max_length": phones.KEPT, **kwargs})

    def formfield(self, **kwargs: Any) -> Any:
        kwargs.pop("max_length", None)
        ours = {"form_class": fields.PhoneField, "max_length": phones.TYPED, "helplines": self.helplines}
        return super().formfield(**{**ours, **kwargs})


class EncryptedTextField(models.TextField):
    """Text that stands encrypted in the database; cannot be searched or sorted by."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return encrypted(value) if value else value

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return decrypted(value) if value else value


class LineField(models.CharField):
    """A name or a title: one line of plain words, without a web address (common/text/single_line.py).

    To the database and to migrations it is a CharField.
    """

    default_validators = [plain_line]

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", list(args), kwargs
