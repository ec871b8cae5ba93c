"""The table of parameters: what each module reads of an address, a form or a JSON body, and what protects it.

Whoever reads a new one adds its line here (tests/house/test_parameters.py finds it). What names an object says by which
query it is fetched; such lines are tried with the object of another centre in tests/hostile/test_named_objects.py.
"""

WORD = "a word of a fixed list; any other one is as if not sent"
TEXT = "text that is looked for among the rows of the page, or kept as text"
CURSOR = "keyset(): a row of the page's own query, or its first page"
PAGE = "the number of a page of the page's own query"
SHELF = "fill(): a shelf of the record that the page shows"
SEEN = "a digest of what the page showed: only compared"
PUBLIC = "a slug of something public; an unknown one finds nothing"
FILTER = "narrows the person's own query; what is unknown narrows to nothing"
OWN = "a row of the object that the address names, which is fetched for this user"

PARAMETERS: dict[str, dict[str, str]] = {
    "accounts/account_views.py": {"act": WORD, "polka": SHELF},
    "accounts/confirm_views.py": {"send": WORD},
    "common/pages/cache.py": {"→ policy.query": "only the parameters that the page names; every other one is dropped"},
    "common/pages/copies.py": {"→ policy.query": "only the parameters that the page names; every other one is dropped"},
    "entities/centres/county_views.py": {"polka": SHELF},
    "entities/centres/public_views.py": {"polka": SHELF, "powiat": "text, read as a county by what_is_meant()"},
    "entities/directory/category_views.py": {"act": WORD},
    "entities/directory/change_views.py": {"act": WORD, "od": CURSOR, "was": SEEN, "→ said": TEXT},
    "entities/directory/desk.py": {"was": SEEN, "→ desk.form": "a form (tests/house/test_form_choices.py)"},
    "entities/directory/exchange_views.py": {"→ PanelWishes.of": "entities/directory/panel_filters.py"},
    "entities/directory/filters.py": {
        "(name)": PUBLIC, "kolejnosc": WORD, "partnerstwo": PUBLIC, "ps": WORD, "q": TEXT,
    },
    "entities/directory/map_views.py": {"→ filters.read": "entities/directory/filters.py"},
    "entities/directory/merge_views.py": {"do": "entity_for(user, DECIDE): the record that stays", "seen": SEEN},
    "entities/directory/panel_filters.py": {"(name)": FILTER, "q": TEXT},
    "entities/directory/panel_views.py": {
        "act": WORD, "od": CURSOR, "q": TEXT, "→ PanelWishes.of": "entities/directory/panel_filters.py", "→ said": TEXT,
    },
    "entities/directory/picture_pages.py": {"act": WORD},
    "entities/directory/public_views.py": {
        "polka": SHELF, "q": TEXT, "strona": CURSOR, "→ filters.read": "entities/directory/filters.py",
    },
    "entities/imports/panel_views.py": {"act": WORD, "los": WORD, "od": PAGE},
    "entities/memberships/account_views.py": {"act": WORD, "→ said": TEXT},
    "entities/memberships/panel_views.py": {"act": WORD, "od": CURSOR, "→ said": TEXT},
    "entities/memberships/public_views.py": {"act": WORD},
    "events/attendance/door_pages.py": {
        "another": WORD, "at": "a time in bounds",
        "here": "a word of a mark; in the form participants of the session's event (take_marks)",
        "was_here": "as here", "how": WORD, "id": "a UUID made by the device",
        "marks": "a list, judged by parse_json()", "q": TEXT, "tylko": WORD,
        "who": "a participant of the session's event (take_marks)",
    },
    "events/attendance/grid_views.py": {
        "act": WORD, "blank": "numbers of the rows sent, at most sixty",
        "here": "cells of the event's people and sessions (save_marks)", "was_here": "as here",
    },
    "events/attendance/guest_views.py": {"code": "a secret of 256 bits, looked up by its digest; tries are counted"},
    "events/attendance/panel_views.py": {
        "act": WORD, "day": "a day of the event", "link": OWN, "stop": "a stop of the event (choose_sessions)",
    },
    "events/catalogue/filters.py": {
        "(name)": PUBLIC, "czas": WORD, "osrodek": PUBLIC, "powiat": PUBLIC, "projekt": PUBLIC, "rodzaj": WORD,
    },
    "events/catalogue/panel_filters.py": {"(name)": FILTER, "q": TEXT},
    "events/catalogue/panel_views.py": {
        "act": WORD, "od": CURSOR, "partnerstwo": "partnerships_for(user, RUN_EVENTS), 404 otherwise",
        "→ PanelWishes.of": "events/catalogue/panel_filters.py",
    },
    "events/catalogue/public_views.py": {
        "miesiac": "a month", "polka": SHELF, "strona": CURSOR,
        "→ filters.criteria_of": "events/catalogue/filters.py", "→ filters.is_exact": "events/catalogue/filters.py",
    },
    "events/certificates/panel_views.py": {
        "participant": "a participant of the event (prepare_certificates)",
        "share": "whether the terms were sent along",
    },
    "events/certificates/public_views.py": {"kod": "a code of 128 bits"},
    "events/figures/filters.py": {"(name)": "FiguresForm", "do": "a day", "od": "a day"},
    "events/figures/indicator_views.py": {"(name)": "PeriodForm: days"},
    "events/participation/panel_views.py": {
        "dane": WORD, "od": CURSOR, "osoba": "a person of the project's events (send_reminders)",
    },
    "events/participation/person_views.py": {"nowy-link": WORD, "poprawka": WORD},
    "events/registration/approval_views.py": {"osoba": "participants of the event (decide)", "to": WORD, "wg": WORD},
    "events/registration/call_views.py": {"outcome": WORD},
    "events/registration/intake.py": {"add": WORD, "remove": "the place of a row sent"},
    "events/registration/joining_views.py": {"add": WORD, "remove": WORD},
    "events/registration/panel_views.py": {"stan": WORD},
    "events/registration/public_views.py": {
        "add": WORD, "remove": WORD, "zaproszenie": "signed, for 60 days; a member of the event's partnership",
        "→ asked.form": "RegistrationForm of the event",
    },
    "events/registration/record_views.py": {
        "drop": "pair_of(): offered as a double of the participant", "is": WORD,
        "person": "namesakes() of the participant's person",
    },
    "events/registration/staff_views.py": {
        "send": WORD, "stan": WORD,
    },
    "events/registration/telling_views.py": {"preview": WORD, "quiet": WORD},
    "events/reporting/panel_views.py": {
        "(key)": "a day", "okres": "a period of the person's own centres", "wojewodztwo": "a voivodeship of theirs",
    },
    "events/reporting/report_views.py": {"act": WORD, "remark": "whether one was typed", "seen": SEEN, "wersja": OWN},
    "events/schedule/public_views.py": {"pokaz": WORD, "strona": CURSOR},
    "news/articles/correction_views.py": {"act": WORD},
    "news/articles/edit_page.py": {
        "edition": "whether the text was sent along",
        "→ keep_unsaved": "the person's own draft of the article; shown to nobody else",
    },
    "news/articles/feeds.py": {"→ NewsFilter.of": "news/articles/filters.py", "→ is_exact": "news/articles/filters.py"},
    "news/articles/filters.py": {"(param)": PUBLIC, "kind": WORD, "year": "a year"},
    "news/articles/panel_views.py": {
        "edition": "whether the text was sent along", "od": CURSOR, "przywroc": WORD, "stan": WORD, "to": WORD,
        "→ Asked.by": "ScheduleForm and ReviewForm (tests/house/test_form_choices.py)",
    },
    "news/articles/part_views.py": {
        "act": WORD, "body": TEXT, "do": OWN, "edition": "a number: only compared", "od": OWN,
        "photo": "a photo of the article's gallery (take_cover)", "strona": PAGE,
        "→ keep_unsaved": "the person's own draft of the article; shown to nobody else",
    },
    "news/articles/public_views.py": {"strona": CURSOR, "→ NewsFilter.of": "news/articles/filters.py"},
    "news/galleries/manager.py": {"ile": WORD, "strona": PAGE},
    "news/galleries/panel_views.py": {
        "act": WORD, "chosen": OWN, "photo": OWN, "photos": "files, through files.services", "position": "a place",
        "to": "a place", "waiting": OWN, "→ manager.page_of": "news/galleries/manager.py; photos of the gallery",
    },
    "news/galleries/public_views.py": {"strona": CURSOR},
    "news/galleries/reporting_views.py": {"strona": "the address of a public page that shows the picture (place_of)"},
    "news/galleries/takedown_views.py": {"answer": TEXT, "decision": WORD, "original": WORD},
    "owes_portal/site/machine_views.py": {"dzial": WORD, "strona": PAGE},
    "owes_portal/site/mail_views.py": {"mail": "a message of the events that this person runs (_mine)", "od": CURSOR},
    "owes_portal/site/public_views.py": {"q": TEXT, "strona": PAGE, "zrodlo": WORD},
    "partnerships/agreements/account_views.py": {
        "member": "own_memberships(user)", "→ _form": "ContactForm of that membership",
    },
    "partnerships/agreements/document_views.py": {"act": WORD, "title": "whether the words were sent along"},
    "partnerships/agreements/list_views.py": {"(name)": PUBLIC, "rodzaj": WORD, "strona": CURSOR},
    "partnerships/agreements/panel_filters.py": {"q": TEXT, "stan": WORD},
    "partnerships/agreements/panel_views.py": {
        "act": WORD, "od": CURSOR, "→ PanelWishes.of": "partnerships/agreements/panel_filters.py",
    },
    "partnerships/agreements/public_views.py": {"polka": SHELF},
    "partnerships/projects/indicator_views.py": {"act": WORD},
    "partnerships/projects/panel_views.py": {"act": WORD, "od": CURSOR},
    "partnerships/projects/public_views.py": {"etap": WORD, "polka": SHELF, "strona": CURSOR},
}  # fmt: skip
