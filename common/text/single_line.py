"""A name or a title is one line of plain words: what others read in a mail or a list leads nowhere, hides nothing."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

ADDRESS = re.compile(r"://|\bwww\.", re.IGNORECASE)
# What ends a line, and what turns the direction of the text that follows (UAX 9).
BREAK = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain_line(text: str) -> None:
    """Raises ValidationError for a web address, a line break or a sign that turns the direction of text."""
    if ADDRESS.search(text):
        raise ValidationError(_("Leave out the web address: write neither “://” nor “www.” here."), code="address")
    if BREAK.search(text):
        raise ValidationError(_("Write it in one line."), code="line")
    if BIDI.search(text):
        raise ValidationError(
            _("There is an invisible sign here that turns the direction of text. Type it again by hand."), code="bidi"
        )
