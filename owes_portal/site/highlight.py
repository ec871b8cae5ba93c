"""The found words marked in what was found, inflected forms too: a search for „spółdzielnia” marks „spółdzielni”."""

import re
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from common.text.folding import fold, index_tokens

WORD = re.compile(r"[^\W_]+")
# Around the first hit in a long text.
BEFORE, LENGTH = 60, 260


def highlight(text: str, words: list[list[str]], language: str = "pl") -> SafeString:
    """The text, escaped, with every word that the query found in `<mark>`."""
    forms = tuple(form for word in words for form in word)
    if not forms:
        return escape(text)
    parts, last = [], 0
    for found in WORD.finditer(text):
        if _hit(found[0], forms, language):
            parts += [escape(text[last : found.start()]), "<mark>", escape(found[0]), "</mark>"]
            last = found.end()
    parts.append(escape(text[last:]))
    return mark_safe("".join(parts))  # noqa: S308 each part is escaped


def snippet(text: str, words: list[list[str]], language: str = "pl") -> str:
    """The part of a long text around its first hit, cut between words."""
    if len(text) <= LENGTH:
        return text
    forms = tuple(form for word in words for form in word)
    first = next((found.start() for found in WORD.finditer(text) if _hit(found[0], forms, language)), 0)
    start = max(0, first - BEFORE)
    if start:
        start = text.find(" ", start) + 1
    end = text.rfind(" ", 0, start + LENGTH) if start + LENGTH < len(text) else len(text)
    return f"{'… ' if start else ''}{text[start:end].rstrip(' ,;:')}{' …' if end < len(text) else ''}"


@lru_cache(maxsize=20_000)
def _hit(word: str, forms: tuple[str, ...], language: str) -> bool:
    """Whether the word begins, in any of its forms, as one of the forms looked for."""
    plain = fold(word)
    if plain.startswith(forms):
        return True
    # Stemming costs: only where the beginnings agree at all.
    if not any(plain[:3] == form[:3] for form in forms):
        return False
    return any(token.startswith(forms) for token in index_tokens(word, language).split())
