"""The fixed addresses that the frame of every page links to (DESIGN §4): data, so that no page pays for reversing."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from common.extension_points import Title


class NavItem(NamedTuple):
    """One link of the frame: what it says and where it leads (the Polish path; English stands under /en)."""

    label: Title
    path: str


MAIN = (
    NavItem(_("News"), "/aktualnosci/"),
    NavItem(_("Events"), "/wydarzenia/"),
    NavItem(_("Entities"), "/podmioty/"),
    NavItem(_("Partnerships"), "/partnerstwa/"),
    NavItem(_("Projects"), "/projekty/"),
    NavItem(_("Galleries"), "/galerie/"),
    NavItem(_("Contact"), "/kontakt/"),
)
SHORTCUTS = (
    NavItem(_("Calendar of events"), "/wydarzenia/kalendarz/"),
    NavItem(_("Entities in the region"), "/podmioty/"),
    NavItem(_("Support centres"), "/osrodki/"),
    NavItem(_("My registrations"), "/konto/"),
    NavItem(_("Centre's panel"), "/panel/"),
)
ABOUT = (
    NavItem(_("Accessibility declaration"), "/deklaracja-dostepnosci/"),
    NavItem(_("Privacy policy"), "/polityka-prywatnosci/"),
    NavItem(_("RSS feed"), "/rss/"),
    NavItem(_("Site map"), "/mapa-strony/"),
)
PANEL = (
    NavItem(_("Events"), "/panel/wydarzenia/"),
    NavItem(_("Entities"), "/panel/podmioty/"),
    NavItem(_("Partnerships"), "/panel/partnerstwa/"),
    NavItem(_("Projects"), "/panel/projekty/"),
    NavItem(_("Reports and news"), "/panel/aktualnosci/"),
    NavItem(_("Figures"), "/panel/liczby/"),
    NavItem(_("Reported photos"), "/panel/galerie/zgloszenia/"),
)
ACCOUNT = (
    NavItem(_("Events"), "/wydarzenia/"),
    NavItem(_("My details"), "/konto/dane/"),
    NavItem(_("Consents and data"), "/konto/zgody/"),
    NavItem(_("Password"), "/konto/haslo/"),
    NavItem(_("Second factor"), "/konto/drugi-skladnik/"),
    NavItem(_("Signed-in devices"), "/konto/sesje/"),
)
HOME, SEARCH, ACCOUNT_HOME, PANEL_HOME = "/", "/szukaj/", "/konto/", "/panel/"
ENGLISH = "/en"
# Addresses outside the two languages: they have one form only.
UNTRANSLATED = ("/admin/", "/media/", "/static/", "/healthz", "/readyz")


class NavLink(NamedTuple):
    """A door as one page shows it; `current` is the value of aria-current, or empty."""

    label: Title
    path: str
    current: str


def prefix_of(path: str) -> str:
    """`/en` on an English page, otherwise nothing."""
    return ENGLISH if path == ENGLISH or path.startswith(ENGLISH + "/") else ""


def links(doors: tuple[NavItem, ...], path: str) -> list[NavLink]:
    """The doors in the language of the page at `path`, with the one we stand in marked."""
    prefix = prefix_of(path)
    return [NavLink(door.label, prefix + door.path, _current(prefix + door.path, path)) for door in doors]


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
