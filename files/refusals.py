"""Why an upload is refused, in words that say how to mend it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from files.limits import FILE_BYTES, IMAGE_BYTES, MEGABYTE, PIXELS, SIDE

MESSAGES = {
    "empty": _("The file is empty. Check that it opens on your computer, then send it again."),
    "image_too_big": _("The file is larger than %(limit)s MB. Make it smaller or send it as JPEG."),
    "file_too_big": _("The file is larger than %(limit)s MB. Make it smaller, for example by saving it as PDF."),
    "image_type": _("This is not a JPEG, PNG, WebP or HEIC picture. Save it as JPEG and send it again."),
    "file_type": _("This kind of file is not accepted here. Send one of these: %(kinds)s."),
    "moving": _("This picture moves or has several pages. Send a single still picture, best as JPEG."),
    "too_many_pixels": _("The picture has more than %(limit)s megapixels. Make it smaller and send it again."),
    "too_long": _("The picture is longer than %(limit)s pixels. Cut or shrink it and send it again."),
    "truncated": _("The file breaks off before its end. Copy it again from the phone or camera, then send it."),
    "broken": _("The picture cannot be read. Open it on your computer, save it as JPEG and send it again."),
    "broken_file": _("The document is damaged. Open it on your computer, save it as PDF and send the PDF."),
    "packed": _("The document unpacks to much more than it weighs. Save it as PDF and send the PDF."),
    "macros": _("The document contains macros. Save it without macros or as PDF, then send it."),
    "not_stored": _(
        "The file could not be stored: the server has no room for it just now. Nothing was kept. Try again later; "
        "if it does not help, tell the administrator."
    ),
    "choose_again": _(
        "Choose the file %(name)s once more: while you confirmed that it is you, what was typed was kept, but no files."
    ),
    "launch": _("The document starts a program on the reader's computer. Print it to PDF, then send that PDF."),
    "embedded": _(
        "The document holds a program, or a file of a kind that cannot be checked. "
        "Open it, delete what was put into it (an icon, an attachment) and save it anew, or print it to PDF."
    ),
    "remote": _(
        "The document takes a template or other content from another computer. "
        "Break these links (File, Info, Edit links; for a template: Developer, Document template) or save it as PDF."
    ),
    "dde": _(
        "The document takes data from another program (DDE). "
        "Turn such fields into plain text (in Word: Ctrl+A, Ctrl+Shift+F9) or save it as PDF, then send it."
    ),
    "locked": _("The document is protected by a password, so it cannot be checked. Save it without and send it again."),
    "binary_sheet": _("This is a binary workbook (.xlsb). Save it as .xlsx and send it again."),
    "unchecked": _("The document could not be checked. Save it as PDF, or make it smaller, then send it again."),
    "infected": _("The scanner found harmful content in this file. Check your computer and send a clean copy."),
    "scanner_away": _("Files cannot be checked for harmful content at the moment. Try again in a few minutes."),
    "taken_down": _("This photo was taken down at somebody's request. It cannot be shown again."),
    "memory": _("The picture is too large to be prepared. Make it smaller and send it again."),
    "timeout": _("Preparing the picture took too long. Make it smaller or save it as JPEG, then send it again."),
    "crashed": _("The picture could not be prepared. Open it on your computer, save it as JPEG and send it again."),
    "lost": _("The picture could not be prepared. Try again; if it does not help, save it as JPEG and send it anew."),
}
PARAMS: dict[str, dict[str, Any]] = {
    "image_too_big": {"limit": IMAGE_BYTES // MEGABYTE},
    "file_too_big": {"limit": FILE_BYTES // MEGABYTE},
    "too_many_pixels": {"limit": PIXELS // 1_000_000},
    "too_long": {"limit": SIDE},
}


class UploadRefused(ValidationError):
    """The gate does not take this upload. A form may raise it or add it to a field as it is."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(MESSAGES[code], code=code, params={**PARAMS.get(code, {}), **params} or None)


def reason(code: str) -> str:
    """Text of a failure kept on an image's row, for those who uploaded it."""
    return UploadRefused(code if code in MESSAGES else "broken").messages[0]
