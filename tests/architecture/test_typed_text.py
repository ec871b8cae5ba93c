"""Nothing that was typed is left behind: on a page with a form of words every other button that acts sends it along.

A button of another form sends only its own form, and what stands typed in the first is gone without JavaScript. So such
a button belongs to the form (`form="…"`, its view saves first), or stands below with the reason why it may stay alone.
"""

import re
from functools import cache

from tests.architecture.tree import ROOT

INCLUDE = re.compile(r'{%-? include "([^"]+)"')
FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.DOTALL)
WORDS = re.compile(r"as_field_group|{{ form }}|<textarea|<input(?![^>]*type=\"(?:hidden|checkbox|radio|submit|file)\")")
ACTION = re.compile(r'action="(?:{% url "([^"]+)"|([^"]*))')
SIGNS_OUT = "Signs out: the code that was typed is of no use then."
ONE_FIELD = "One field with its own button."
WITH_A_FILE = "Sends a file, which no page can keep; a script or its own button sends it at once."
# Page → the forms on it that go alone, each with its reason. A form is named by the address it is sent to.
ALONE: dict[str, dict[str, str]] = {
    "account/confirm_by_code.html": {"{{ url }}": "A new code is asked for: the one typed is of no use then."},
    "account/confirm_login_code.html": {"account_logout": SIGNS_OUT},
    "account/email_change.html": {"": "Calls the change off; the code is of no use then."},
    "account/login.html": {"mfa_login_webauthn": "Another way to sign in: the address and password are not needed."},
    "mfa/authenticate.html": {"account_logout": SIGNS_OUT, "{{ url }}": "A passkey instead of the typed code."},
    "entities/directory/panel_categories.html": {"panel:service-category": "The order of others; one name is typed."},
    "entities/directory/panel_entity.html": {"panel:entity-move": "The reason belongs to the buttons beside it."},
    "entities/directory/panel_merge.html": {"": ONE_FIELD, "panel:entity-merge": "Only after the other was found."},
    "entities/directory/panel_pictures.html": {"": WITH_A_FILE, "{{ url }}": WITH_A_FILE},
    "entities/memberships/claim.html": {"": "Two ways to the same; one of them is taken."},
    "entities/memberships/invitation.html": {"": "Asks for the code, which is then typed."},
    "entities/memberships/people.html": {"own:request": "Answers somebody else.", "own:uninvite": "Of somebody else."},
    "events/attendance/door_links.html": {"": "One link is revoked, or one is made: a day and a tick."},
    "events/attendance/door.html": {"{{ urls.here }}": "The list is marked tap by tap; beside it one searches."},
    "events/imports/list.html": {"": "Registers the list that was read.", "panel:import-people": WITH_A_FILE},
    "events/registration/panel_list.html": {
        "panel:places": ONE_FIELD,
        "panel:reminder": ONE_FIELD,
        "panel:address-limit": ONE_FIELD,
        "panel:ticked": "Ticks people; beside it one searches, or changes a number.",
        "{{ filters.query }}": "Words to look for, or which columns are shown: neither changes anything.",
    },
    "events/registration/participant.html": {
        "panel:correct-address": ONE_FIELD,
        "panel:identity": "Says who it is; the address is of the registration.",
        "panel:restore-place": "Never where the address can be changed: who gave up has no such form.",
        "panel:undo-double": "About another participant.",
    },
    "events/registration/own_data.html": {"": "The request is withdrawn, or made by one tick: never both on one page."},
    "events/registration/person.html": {"registration:person-restores": "Who gave up sees no other form."},
    "events/reporting/report.html": {
        "panel:report-correct": "Never on one page with the decision.",
        "panel:report-drop": "Never on one page with the decision.",
        "panel:report-hand": "Never on one page with the decision.",
    },
    "news/articles/panel_attachments.html": {"": WITH_A_FILE, "panel:article-attachment": WITH_A_FILE},
    "news/articles/panel_cover.html": {"": WITH_A_FILE},
    "news/articles/panel_edit.html": {"panel:article-unsaved": "Gives up what an earlier visit kept, and says so."},
    "news/galleries/panel_gallery.html": {"panel:gallery-upload": WITH_A_FILE},
    "news/galleries/panel_photo.html": {"panel:photo-take-down": "The picture goes, and what was said of it."},
    "news/galleries/requests.html": {"panel:takedown-decide": "Each request is answered by itself."},
    "partnerships/agreements/panel_document.html": {"": "Takes the whole document away."},
    "partnerships/projects/panel_evidence.html": {"": WITH_A_FILE},
}


@cache
def drawn(name: str) -> str:
    """A template with what it includes."""
    text = (ROOT / "templates" / name).read_text()
    return INCLUDE.sub(lambda found: drawn(found[1]) + found[0], text)


@cache
def pages() -> dict[str, list[str]]:
    """Template of a page with a form of words and others → the addresses of its forms, "" for the page's own."""
    found = {}
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = drawn(str(path.relative_to(ROOT / "templates")))
        posts = [form for form in FORM.findall(text) if 'method="post"' in form]
        if text.startswith("{% extends") and len(posts) > 1 and any(map(WORDS.search, posts)):
            found[str(path.relative_to(ROOT / "templates"))] = [_address(form) for form in posts]
    return found


def _address(form: str) -> str:
    action = ACTION.search(form.partition(">")[0])
    return next((part for part in action.groups() if part), "") if action else ""


def test_a_form_beside_a_form_of_words_sends_them_along_or_says_why_not() -> None:
    for page, forms in pages().items():
        named = ALONE.get(page, {})
        others = [address for address in forms if address not in named]
        # One form may be unnamed: the one in which the words stand.
        assert len(others) <= 1, f"{page}: {others}"


def test_no_reason_outlives_its_form() -> None:
    for page, named in ALONE.items():
        assert set(named) <= set(pages().get(page, [])), page
