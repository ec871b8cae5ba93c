"""Short texts kept in two columns (`title`, `title_en`): the one to show, and a mark where English is missing."""

from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from common.text.polish import is_english

_POLISH = mark_safe(' lang="pl"')  # noqa: S308 own constant
_NONE = mark_safe("")


class BilingualText(NamedTuple):
    """A text for the page: `<h1{{ title.attr }}>{{ title.text }}</h1>`."""

    text: str
    is_foreign: bool = False

    @property
    def attr(self) -> SafeString:
        """` lang="pl"` where an English page shows Polish words, otherwise nothing."""
        return _POLISH if self.is_foreign and self.text else _NONE

    def __str__(self) -> str:
        return self.text


def bilingual(polish: str, english: str = "", *, language: str | None = None) -> BilingualText:
    """The text in the language of the page; Polish where there is no English."""
    if not is_english(language):
        return BilingualText(polish)
    return BilingualText(english) if english else BilingualText(polish, is_foreign=True)
