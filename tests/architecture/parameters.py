"""The table of parameters: what each module reads of an address, a form or a JSON body, and what protects it.

Whoever reads a new one adds its line here (test_parameters.py finds it). What names an object says by which query
it is fetched, and is attacked with the objects of others in tests/security/naming*.py; only a line that says
`Plain(…)`, that it names no object, is not.
"""


class Plain(str):
    """What protects a parameter that names no object of anybody."""

    __slots__ = ()


WORD = Plain("a word of a fixed list; any other one is as if not sent")
TEXT = Plain("text that is looked for among the rows of the page, or kept as text")
PAGE = Plain("the number of a page of the page's own query")
SECTION = Plain("fill(): a section of the record that the page shows, by its word and a number")
SEEN = Plain("a digest of what the page showed: only compared")
LISTS = Plain("codes of the portal's own lists (kinds, categories, counties), the same for everybody")
FORM = Plain("a form or rows: tests/architecture/test_form_choices.py, tests/security/test_named_rows.py")
CURSOR = "keyset(): a row of the page's own query, or its first page"
PUBLIC = "a slug of something public; an unknown one finds nothing"
OWN = "a row of the object that the address names, which is fetched for this user"


def read_in(module: str) -> str:
    """Handed on whole: the lines of `module` say what is read of it."""
    return Plain(module)


PARAMETERS: dict[str, dict[str, str]] = {
    "accounts/account_views.py": {"act": WORD, "polka": SECTION},
    "accounts/confirm_views.py": {"send": WORD},
    "common/web/cache.py": {
        "→ policy.query": Plain("only the parameters that the page names; every other one is dropped"),
    },
    "common/web/filters.py": {
        "(name)": "a choice of the list, else as if not sent; centres are the person's own, the rows too", "q": TEXT,
    },
    "common/web/page_cache.py": {
        "→ policy.query": Plain("only the parameters that the page names; every other one is dropped"),
    },
    "entities/centres/county_views.py": {"polka": SECTION},
    "entities/centres/public_views.py": {"polka": SECTION, "powiat": Plain("text, read by what_is_meant()")},
    "entities/directory/category_views.py": {"act": WORD},
    "entities/directory/change_views.py": {"act": WORD, "od": CURSOR, "was": SEEN, "→ said": TEXT},
    "entities/directory/shared_views.py": {"act": WORD, "was": SEEN, "→ editing.form": FORM},
    "entities/directory/export_source.py": {"q": TEXT},
    "entities/directory/filters.py": {
        "(name)": LISTS, "kolejnosc": WORD, "partnerstwo": WORD, "ps": WORD, "q": TEXT,
    },
    "entities/directory/map_views.py": {"→ filters.read": read_in("entities/directory/filters.py")},
    "entities/directory/merge_views.py": {"do": "entity_for(user, DECIDE): the record that stays", "seen": SEEN},
    "entities/directory/panel_views.py": {
        "act": WORD, "od": CURSOR, "q": TEXT, "→ EntityFilters": read_in("common/web/filters.py"),
        "→ said": TEXT,
    },
    "entities/directory/public_views.py": {
        "polka": SECTION, "q": TEXT, "strona": CURSOR, "→ filters.read": read_in("entities/directory/filters.py"),
    },
    "entities/imports/panel_views.py": {"act": WORD, "los": WORD, "od": PAGE},
    "entities/memberships/account_views.py": {"act": WORD, "→ said": TEXT},
    "entities/memberships/panel_views.py": {"act": WORD, "od": CURSOR, "→ said": TEXT},
    "entities/memberships/public_views.py": {"act": WORD},
    "events/attendance/shared_door_views.py": {
        "another": WORD, "at": Plain("a time in bounds"),
        "group": "a registration with places of the session's event (_rest_of_group)",
        "here": "a word of a mark; in the form participants of the session's event (take_marks)",
        "was_here": "as here", "how": WORD, "id": Plain("a UUID made by the device"),
        "marks": Plain("a list, judged by parse_json()"), "q": TEXT, "tylko": WORD,
        "who": "a participant of the session's event (take_marks)",
    },
    "events/attendance/grid_views.py": {
        "act": WORD, "blank": Plain("numbers of the rows sent, at most sixty"),
        "here": "cells of the event's people and sessions (save_marks)", "was_here": "as here",
    },
    "events/attendance/guest_views.py": {
        "code": Plain("a secret of 256 bits, looked up by its digest; tries are counted"),
    },
    "events/attendance/panel_views.py": {
        "act": WORD, "day": Plain("a day of the event"), "link": OWN, "stop": "a stop of the event (choose_sessions)",
    },
    "events/catalogue/filters.py": {
        "(name)": PUBLIC, "czas": WORD, "osrodek": Plain("centres are public, those that have ended too"),
        "powiat": LISTS, "projekt": PUBLIC, "rodzaj": WORD,
    },
    "events/catalogue/panel_views.py": {
        "od": CURSOR, "→ EventFilters": read_in("common/web/filters.py"),
    },
    "events/catalogue/public_views.py": {
        "miesiac": Plain("a month"), "strona": CURSOR,
        "→ filters.criteria_of": read_in("events/catalogue/filters.py"),
        "→ filters.is_exact": read_in("events/catalogue/filters.py"),
    },
    "events/certificates/panel_views.py": {
        "participant": "a participant of the event (prepare_certificates)",
        "share": Plain("whether the terms were sent along"),
        "od": Plain("the number of a paper among those of the event"),
    },
    "events/certificates/public_views.py": {"kod": Plain("a secret code of 128 bits")},
    "events/figures/filters.py": {"(name)": Plain("days, FiguresForm"), "do": Plain("a day"), "od": Plain("a day")},
    "events/figures/indicator_views.py": {"→ PeriodForm.of": read_in("events/figures/filters.py")},
    "events/panel/plan_views.py": {
        "act": WORD, "fallen": WORD, "partnerstwo": "partnerships_for(user, RUN_EVENTS), 404 otherwise",
    },
    "events/participation/panel_views.py": {
        "dane": WORD, "od": CURSOR, "osoba": "a person of the project's events (send_reminders)",
    },
    "events/participation/person_views.py": {"nowy-link": WORD, "poprawka": WORD},
    "events/programme/public_views.py": {"polka": SECTION},
    "events/registration/desk/resigning_views.py": {"sure": WORD},
    "events/registration/own_page/resigning_views.py": {"sure": WORD},
    "events/registration/desk/decision_views.py": {
        "osoba": "participants of the event (decide)", "to": WORD, "wg": WORD,
    },
    "events/registration/desk/waiting_call_views.py": {"outcome": WORD},
    "events/registration/signup/forms.py": {
        "add": WORD, "addresses-seen": Plain("words: only compared"), "remove": Plain("the place of a row sent"),
    },
    "events/registration/own_page/adding_people_views.py": {"add": WORD, "remove": WORD},
    "events/registration/desk/sent_mail_views.py": {"od": CURSOR, "rodzaj": WORD},
    "events/registration/own_page/own_data_views.py": {"act": WORD},
    "events/registration/desk/list_views.py": {
        "act": WORD, "q": TEXT, "→ RegistrationFilters": read_in("events/registration/panel_filters.py"),
    },
    "events/registration/desk/list_columns.py": {"kolumna": Plain("words of the page's own columns")},
    "events/registration/desk/bulk_views.py": {
        "act": WORD, "osoba": "participants of the event (ticked_people)", "sure": WORD,
    },
    "events/registration/panel_filters.py": {
        "(name)": "a choice among the people and answers of the event, else as if not sent", "q": TEXT,
    },
    "events/registration/signup/views.py": {
        "add": WORD, "remove": WORD, "zaproszenie": "signed, for 60 days; a member of the event's partnership",
        "→ asked.form": FORM,
    },
    "events/registration/desk/participant_views.py": {
        "drop": "pair_of(): offered as a double of the participant", "is": WORD,
        "person": "namesakes() of the participant's person",
    },
    "events/registration/desk/group_views.py": {
        "osoba": "participants of the event (ticked_people)", "send": WORD, "subject": TEXT,
    },
    "events/registration/notices/change_notice_views.py": {"preview": WORD, "quiet": WORD},
    "events/reporting/panel_views.py": {
        "(key)": Plain("a day"), "okres": "a period of the person's own centres",
        "wojewodztwo": "a voivodeship of their own centres, or as if not sent",
    },
    "events/reporting/report_views.py": {
        "act": WORD, "remark": Plain("whether one was typed"), "seen": SEEN, "wersja": OWN,
    },
    "events/schedule/public_views.py": {"pokaz": WORD, "strona": CURSOR},
    "news/articles/correction_views.py": {"act": WORD},
    "news/articles/shared_views.py": {
        "edition": Plain("whether the text was sent along"),
        "→ keep_unsaved": Plain("the person's own draft of the article; shown to nobody else"),
    },
    "news/articles/feeds.py": {
        "→ NewsFilter.of": read_in("news/articles/filters.py"), "→ is_exact": read_in("news/articles/filters.py"),
    },
    "news/articles/filters.py": {"(param)": PUBLIC, "kind": WORD, "year": Plain("a year")},
    "news/articles/panel_views.py": {
        "edition": Plain("whether the text was sent along"), "od": CURSOR, "przywroc": WORD, "stan": WORD, "to": WORD,
        "→ WorkflowForms.by": FORM,
    },
    "news/articles/part_views.py": {
        "act": WORD, "body": TEXT, "do": OWN, "edition": Plain("a number: only compared"), "od": OWN,
        "photo": "a photo of the article's gallery (take_cover)", "strona": PAGE,
        "→ keep_unsaved": Plain("the person's own draft of the article; shown to nobody else"),
    },
    "news/articles/public_views.py": {"strona": CURSOR, "→ NewsFilter.of": read_in("news/articles/filters.py")},
    "news/galleries/manager_forms.py": {"ile": WORD, "strona": PAGE},
    "news/galleries/panel_views.py": {
        "act": WORD, "chosen": OWN, "photo": OWN, "photos": Plain("files, through files.services"),
        "position": Plain("a place"),
        "to": Plain("a place"), "waiting": OWN,
        "→ manager.page_of": "news/galleries/manager_forms.py; photos of the gallery",
    },
    "news/galleries/shared_views.py": {"→ manager.page_of": "news/galleries/manager_forms.py; photos of the gallery"},
    "news/galleries/public_views.py": {"strona": CURSOR},
    "news/galleries/picture_request_views.py": {"strona": "the public page that shows the picture (place_of)"},
    "news/galleries/takedown_views.py": {"answer": TEXT, "decision": WORD, "original": WORD},
    "owes_portal/site/machine_views.py": {"dzial": WORD, "strona": PAGE},
    "owes_portal/site/mail_views.py": {"mail": "a message of the events that this person runs (_mine)", "od": CURSOR},
    "owes_portal/site/public_views.py": {"q": TEXT, "strona": PAGE, "zrodlo": WORD},
    "partnerships/agreements/account_views.py": {
        "member": "own_memberships(user)", "→ _form": FORM,
    },
    "partnerships/agreements/document_views.py": {"act": WORD, "title": Plain("whether the words were sent along")},
    "partnerships/agreements/list_views.py": {"(name)": LISTS, "rodzaj": WORD, "strona": CURSOR},
    "partnerships/agreements/panel_views.py": {
        "act": WORD, "od": CURSOR, "→ PartnershipFilters": read_in("common/web/filters.py"),
    },
    "partnerships/agreements/public_views.py": {"polka": SECTION},
    "partnerships/projects/indicator_views.py": {"act": WORD},
    "partnerships/projects/panel_views.py": {"act": WORD, "od": CURSOR},
    "partnerships/projects/public_views.py": {"etap": WORD, "polka": SECTION, "strona": CURSOR},
}  # fmt: skip
