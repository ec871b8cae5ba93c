"""Rows pasted as a list, one a line: from a sheet, a mail, a programme.

They stand in the form as if typed, to be looked at before anything is saved.
"""

import re

# What a cell ends with: a tab of a sheet, a semicolon; commas only where neither is there.
SIGNS = ("\t", ";")
# Bullets and numbers before a name: `- `, `• `, `3. `, `4) `.
BULLET = re.compile(r"^\s*(?:[-–•*·]|\d{1,3}[.)])\s+")
TITLE = re.compile(r"(?:dr|prof|hab|mgr|inż|ks|lek|mec|adw|doc|arch|bp|abp)\b\.?\s*", re.IGNORECASE)


def lines_of(text: str, *, most: int) -> list[str]:
    """The lines that say something, without bullets, each once, in their order."""
    plain = (BULLET.sub("", line).strip(" \t;,") for line in text.replace("\0", " ").splitlines())
    return list(dict.fromkeys(line for line in plain if line))[:most]


def cells_of(line: str, *, commas: bool) -> list[str]:
    """`Anna Nowak; prezeska; ZAZ` → its cells. `commas`: whether a comma may divide them."""
    sign = next((sign for sign in SIGNS if sign in line), "," if commas else "\t")
    return [" ".join(cell.split()) for cell in line.split(sign)]


def title_and_name(text: str) -> tuple[str, str]:
    """`dr hab. Anna Nowak` → (`dr hab.`, `Anna Nowak`)."""
    rest = text
    while (found := TITLE.match(rest)) and found.end() < len(rest):
        rest = rest[found.end() :]
    return text[: len(text) - len(rest)].strip(), rest.strip()
