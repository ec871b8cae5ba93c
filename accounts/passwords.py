"""Passwords that are guessed first: Django's list of twenty thousand, and Polish words with digits around them.

Both lists are files of ours: nothing is asked over the network.
"""

import re
from functools import cache
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.text.folding import fold

WORDS = Path(__file__).with_name("data") / "common-words.txt"


@cache
def common_words() -> frozenset[str]:
    """The words, folded."""
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(fold(word) for line in lines if not line.startswith("#") for word in line.split())


class GuessedFirstValidator(CommonPasswordValidator):
    """Refuses a common password also when it has digits and signs before or after: `Kochanie2024!`, `polska1234`."""

    def validate(self, password: str, user: object = None) -> None:
        core = re.sub(r"[^a-z]+$|^[^a-z]+", "", fold(password))
        twice = core[: len(core) // 2] if core[: len(core) // 2] * 2 == core else core
        known = {password.lower().strip(), core, twice} - {""}
        if known & self.passwords or known & common_words():
            raise ValidationError(_("This password is guessed first. Take a few words that do not go together."))

    def get_help_text(self) -> str:
        return _("A common word with a number is guessed first.")
