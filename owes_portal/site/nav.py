"""The fixed addresses that the frame of every page links to (DESIGN §4): data, so that no page pays for reversing."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class Door(NamedTuple):
    """One link of the frame: what it says and where it leads (the Polish path; English stands under /en)."""

    label: str
    path: str


MAIN = (
    Door(_("News"), "/aktualnosci/"),
    Door(_("Events"), "/wydarzenia/"),
    Door(_("Entities"), "/podmioty/"),
    Door(_("Partnerships"), "/partnerstwa/"),
    Door(_("Projects"), "/projekty/"),
    Door(_("Galleries"), "/galerie/"),
    Door(_("Contact"), "/kontakt/"),
)
SHORTCUTS = (
    Door(_("Calendar of events"), "/wydarzenia/kalendarz/"),
    Door(_("Entities in the region"), "/podmioty/"),
    Door(_("Support centres"), "/osrodki/"),
    Door(_("My registrations"), "/konto/"),
    Door(_("Centre's panel"), "/panel/"),
)
ABOUT = (
    Door(_("Accessibility declaration"), "/deklaracja-dostepnosci/"),
    Door(_("Privacy policy"), "/polityka-prywatnosci/"),
    Door(_("RSS feed"), "/rss/"),
    Door(_("Site map"), "/mapa-strony/"),
)
PANEL = (
    Door(_("Events"), "/panel/wydarzenia/"),
    Door(_("Entities"), "/panel/podmioty/"),
    Door(_("Partnerships"), "/panel/partnerstwa/"),
    Door(_("Projects"), "/panel/projekty/"),
    Door(_("Reports and news"), "/panel/aktualnosci/"),
    Door(_("Figures"), "/panel/liczby/"),
    Door(_("Reported photos"), "/panel/galerie/zgloszenia/"),
)
ACCOUNT = (
    Door(_("Events"), "/wydarzenia/"),
    Door(_("My details"), "/konto/dane/"),
    Door(_("Consents and data"), "/konto/zgody/"),
    Door(_("Password"), "/konto/haslo/"),
    Door(_("Second factor"), "/konto/drugi-skladnik/"),
    Door(_("Signed-in devices"), "/konto/sesje/"),
)
HOME, SEARCH, ACCOUNT_HOME, PANEL_HOME = "/", "/szukaj/", "/konto/", "/panel/"
ENGLISH = "/en"
# Addresses outside the two languages: they have one form only.
UNTRANSLATED = ("/admin/", "/media/", "/static/", "/healthz", "/readyz")


class Link(NamedTuple):
    """A door as one page shows it; `current` is the value of aria-current, or empty."""

    label: str
    path: str
    current: str


def prefix_of(path: str) -> str:
    """`/en` on an English page, otherwise nothing."""
    return ENGLISH if path == ENGLISH or path.startswith(ENGLISH + "/") else ""


def links(doors: tuple[Door, ...], path: str) -> list[Link]:
    """The doors in the language of the page at `path`, with the one we stand in marked."""
    prefix = prefix_of(path)
    return [Link(door.label, prefix + door.path, _current(prefix + door.path, path)) for door in doors]


def other_language_url(path: str) -> str:
    """The same page in the other language: /x ↔ /en/x. Query strings stay behind: they may be long or hostile."""
    if prefix_of(path):
        return path.removeprefix(ENGLISH) or "/"
    if path.startswith(UNTRANSLATED):
        return ENGLISH + "/"
    return ENGLISH + path


def _current(door: str, path: str) -> str:
    if door == path:
        return "page"
    return "true" if path.startswith(door) else ""
