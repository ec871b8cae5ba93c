"""Messages from templates: one text for every mail, its HTML face in one frame."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import translation


def render_mail(template_base: str, context: Mapping[str, Any], language: str = "pl") -> tuple[str, str, str]:
    """Subject, text and HTML of `templates/mail/<template_base>.txt` (and `.html`, when there is one).

    The first line of the `.txt` is the subject, the text follows after an empty line. Without an `.html` the text
    itself is set in the frame (`templates/mail/frame.html`), its addresses as links.
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
        values |= {"subject": subject.strip(), "text": text.strip()}
        try:
            frame: Any = get_template(f"mail/{template_base}.html")
        except TemplateDoesNotExist:
            frame = get_template("mail/frame.html")
        return values["subject"], values["text"] + "\n", frame.template.render(Context(values))
