"""Messages from templates: one text for every mail, its HTML face in one frame."""

import re
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django.conf import settings
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import translation
from django.utils.html import escape, urlize
from django.utils.safestring import SafeString, mark_safe

ITEM, QUOTE = "- ", "> "
ADDRESS = re.compile(r"(https?://[^\s<>\"]+)")
# A link with its secret is long: what is read of it ends here, what is clicked is whole.
LONG = re.compile(r"(>https?://[^<]{44})[^<]{8,}</a>")
# What a template leaves out leaves its lines behind: one empty line stands between two paragraphs.
EMPTY_LINES = re.compile(r"[ \t]*\n(?:[ \t]*\n){2,}")
CODE = re.compile(r"\d{6}")


def set_text(text: str) -> SafeString:
    """The text of a mail as HTML: paragraphs, lists of the lines that begin with a dash, links, a code large.

    Lines that begin with "> " are a stranger's words: a quotation in which nothing is a link.
    """
    parts = (part.strip() for part in re.split(r"\n\s*\n", text))
    return mark_safe("\n".join(_part(part) for part in parts if part))  # noqa: S308 escaped in _line


def _part(part: str) -> str:
    if CODE.fullmatch(part):
        return f'<p class="code">{part}</p>'
    drawn = []
    for mark, lines in groupby(part.split("\n"), key=lambda line: line[:2] if line[:2] in (ITEM, QUOTE) else ""):
        if mark == QUOTE:
            quoted = "<br>".join(escape(line.removeprefix(QUOTE)) for line in lines)
            drawn.append(f"<blockquote>{quoted}</blockquote>")
        elif mark == ITEM:
            drawn.append("<ul>" + "".join(f"<li>{_line(line.removeprefix(ITEM))}</li>" for line in lines) + "</ul>")
        else:
            drawn.append("<p>" + "<br>".join(map(_line, lines)) + "</p>")
    return "".join(drawn)


def _line(line: str) -> str:
    """Escaped, with whole addresses as links: a name that looks like a domain or an e-mail address is none."""
    parts = ADDRESS.split(line)
    linked = "".join(urlize(part, autoescape=True) if n % 2 else escape(part) for n, part in enumerate(parts))
    return LONG.sub(r"\1…</a>", linked)


def render_mail(template_base: str, context: Mapping[str, Any], language: str = "pl") -> tuple[str, str, str]:
    """Subject, text and HTML of `templates/mail/<template_base>.txt` (and `.html`, when there is one).

    The first line of the `.txt` is the subject, the text follows after an empty line. Without an `.html` the text
    itself is set in the frame (`templates/mail/frame.html`). `funding`, where given, is the publicity block of a
    project (`sentence`, `marks` with whole addresses): it closes both faces.
    """
    with translation.override(language):
        values = {
            "site_name": settings.SITE_NAME,
            "site_claim": settings.SITE_CLAIM,
            "site_url": settings.SITE_URL,
            "language": language,
            **context,
        }
        # Plain text: nothing to escape, "Kowal & Syn" stays as it is.
        plain: Any = get_template(f"mail/{template_base}.txt")
        subject, _, text = plain.template.render(Context(values, autoescape=False)).strip().partition("\n")
        text = EMPTY_LINES.sub("\n\n", text)
        values |= {"subject": subject.strip(), "text": text.strip()}
        values["body"] = set_text(values["text"])
        if funding := values.get("funding"):
            values["text"] += f"\n\n{funding.sentence}"
        try:
            frame: Any = get_template(f"mail/{template_base}.html")
        except TemplateDoesNotExist:
            frame = get_template("mail/frame.html")
        return values["subject"], values["text"] + "\n", frame.template.render(Context(values))
