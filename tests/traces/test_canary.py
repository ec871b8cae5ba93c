"""A canary: a marked person goes through the whole portal and is erased; what still sings is listed with a reason."""

import time
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import import_module
from pkgutil import walk_packages

import pytest
from django import forms
from django.test import Client

from common.outbox.models import OutboxMail
from partnerships.projects.retention import kept_until
from tests.traces import walk_staff
from tests.traces.filling import noted
from tests.traces.lists import HELD, IMPERSONAL, LASTING, OF_LIBRARIES, PERSONAL, STORES
from tests.traces.mark import SIGN
from tests.traces.stores import marked_columns, marked_copies, marked_files, secrets
from tests.traces.walk import Walk

# The full-text tables of SQLite follow the search entries; what was deleted stands in a block until it is merged.
ENGINE = "common_search_index"


def stores(since: float) -> set[str]:
    """Where the sign stands: columns, files."""
    return {one for one in marked_columns() if not one.startswith(ENGINE)} | marked_files(since=since)


@pytest.mark.django_db(transaction=True)
def test_what_is_left_of_an_erased_person_is_listed_with_its_reason(  # type: ignore[no-untyped-def]
    cast, sweep_outbox, time_machine, monkeypatch, caplog
):
    caplog.set_level("INFO")
    begun, walk = time.time() - 1, Walk(cast, sweep_outbox, time_machine.move_to)
    with noted(monkeypatch) as seen:
        walk.account()
        walk.registrations()
        walk.staff()
        walk_staff.organisations(walk)
        walk_staff.publications(walk)
        walk_staff.at_the_door(walk)
    assert {one for one in seen if not one.startswith(OF_LIBRARIES)} == PERSONAL, "every personal field is visited"
    there = stores(begun)
    assert there == STORES, "a new store of personal data is listed, and docs/RETENTION.md says who erases it"
    # No mail that has gone keeps a way in.
    sent = "\n".join(f"{m.subject}{m.text}{m.html}{m.attachments}" for m in OutboxMail.objects.filter(state="sent"))
    assert [secret for secret in secrets() if secret in sent] == []

    # The first partnership names her among its team too, in words linked to nobody (LASTING).
    pages = [f"/osrodki/{cast.centre.slug}/", "/osrodki/", "/partnerstwa/", walk.partnerships[1]]
    assert any(SIGN.search(Client().get(page).content.decode()) for page in pages)
    walk_staff.erased(walk)
    walk_staff.a_night_later(walk, walk.free.ends_on + timedelta(days=2))
    assert stores(begun) == set(HELD) | set(LASTING)
    [answer] = [mail for mail in walk.posted if "usunięte" in mail.subject]
    assert answer.to == ["kanarzycka@kanarzyc.example"]
    assert str(walk.paid) in answer.body
    assert str(kept_until(walk.project, walk.paid.ends_on).year) in answer.body

    walk_staff.answered(walk)
    term = kept_until(walk.project, walk.paid.ends_on)
    walk_staff.a_night_later(walk, date(term.year + 1, 1, 2))
    assert stores(begun) == set(LASTING)
    assert [page for page in pages if SIGN.search(Client().get(page).content.decode())] == []
    assert marked_copies() == []
    assert [record.getMessage() for record in caplog.records if SIGN.search(record.getMessage())] == []


def text_fields() -> Iterator[str]:
    """Every field of the portal's forms into which a person may write words, or put a file."""
    for app in ("common", "files", "accounts", "entities", "partnerships", "events", "news", "owes_portal"):
        for module in walk_packages(import_module(app).__path__, f"{app}."):
            if ".migrations" not in module.name and ".demo" not in module.name:
                import_module(module.name)
    for form in _below(forms.BaseForm):
        for name, field in getattr(form, "base_fields", {}).items():
            if isinstance(field, forms.CharField | forms.FileField | forms.JSONField):
                yield f"{form.__module__}.{form.__qualname__}.{name}"


def _below(form: type) -> Iterator[type]:
    for one in form.__subclasses__():
        if one.__module__.partition(".")[0] not in ("django", "allauth", "tests"):
            yield one
        yield from _below(one)


def test_every_field_for_words_is_either_visited_by_the_canary_or_said_to_hold_nobody() -> None:
    found = {one for one in text_fields() if not one.startswith(OF_LIBRARIES)}
    unlisted = {one for one in found if one not in PERSONAL and not _is_impersonal(one)}
    assert unlisted == set(), "say in tests/traces/lists.py whether a person stands there, and visit it"


def _is_impersonal(field: str) -> bool:
    form, _dot, name = field.rpartition(".")
    return name in IMPERSONAL.get(form, "").split()
