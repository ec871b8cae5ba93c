"""Names of uploaded files made harmless: shown to people and offered at download, never used as a path."""

import re
import unicodedata

LONGEST = 120
# What a path, a header or Windows would stumble over.
AWKWARD = re.compile(r'[<>:"|?*%;]+')
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
# Controls, invisible formatting (also the one that writes backwards), private use, surrogates, line separators.
INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})


def safe_name(name: str, *, extension: str) -> str:
    """The last part of `name` without anything tricky, ending with what the content really is."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name or ""))[-1]
    shown = "".join(c for c in last if unicodedata.category(c) not in INVISIBLE)
    stem, dot, ending = shown.rpartition(".")
    if not dot or len(ending) > 5 or not ending.isalnum():
        stem = shown
    stem = " ".join(AWKWARD.sub("_", stem).split()).strip(". ")[:LONGEST].rstrip(". ")
    if stem.split(".")[0].lower() in RESERVED:
        stem = f"_{stem}"
    return f"{stem or 'plik'}.{extension}"
