"""What is not read on any page, in any mail: two full stops, quotation inside the same one, another language."""

import re
from collections.abc import Iterator
from html import unescape

# Words that no Polish sentence holds.
ENGLISH = re.compile(
    r"\b(the|and|you|your|was|were|with|of|have|has|not|are|this|will|people|from|until|which|where|when|there|been"
    r"|registered|registration|would|should|could|them|they)\b",
    re.IGNORECASE,
)
POLISH = re.compile(r"\b\w*[ąćęłńśźż]\w*\b", re.IGNORECASE)
SIGNS = {
    "two full stops": r"(?<![.…])\.\.(?![.…])",
    "space before a sign": r"\w [,;.](?:\s|$)|,,",
    "quotation inside quotation": r"„[^”]*„|“[^”„]*“[^”]*”",
    "nothing": r"(?<!-)\bNone\b(?!-)|\{\{|%\(\w+\)",
}
# Elements whose words are no sentences of the page, or are marked as another language's.
PASSED_OVER = re.compile(
    r"<(script|style|code|pre|textarea|template|svg)\b.*?</\1>"
    r"|<(\w+)[^>]*\slang=\"(?!{language})\w+\"[^>]*>.*?</\2>".replace("{language}", "%s"),
    re.DOTALL,
)


def text_of(html: str, language: str) -> str:
    """The words of a page in its own language, a line for each element."""
    body = html.partition("<body")[2] or html
    passed = re.compile(PASSED_OVER.pattern % language, re.DOTALL)
    return unescape(re.sub(r"[ \t\n]*<[^>]+>[ \t\n]*", "\n", passed.sub("\n", body))).replace("\xa0", " ")


def blemishes(text: str) -> Iterator[str]:
    """What is wrong with a text in any language, in words."""
    for what, sign in SIGNS.items():
        for found in re.finditer(sign, text):
            yield f"{what}: {text[max(0, found.start() - 40) : found.end() + 30]!r}"


def faults_of_page(html: str) -> list[str]:
    """What is wrong with the words of a page."""
    found = re.search(r'<html lang="(\w+)"', html)
    if found is None:
        return []
    text = text_of(html, found[1])
    faults = list(blemishes(text))
    if found[1] == "pl":
        faults += [f"English: {line}" for line in text.splitlines() if ENGLISH.search(line)]
    return faults
