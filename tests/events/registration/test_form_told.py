"""What the public form says, asks and keeps: who decides and by when, whose detail a field is, what looks mistyped."""

import importlib
import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django import forms
from django.test import Client

from common.forms.mail_domains import meant_address
from common.forms.personal_fields import is_personal
from events.registration.models import Registration
from tests.architecture.tree import APPS, ROOT, code
from tests.factories import EventFactory, QuestionFactory
from tests.security.test_registration import filled_in


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\xa0", " ").split())


def summary(html: str) -> list[str]:
    return re.findall(r'<li><a href="#([^"]+)">', html.partition('class="summary"')[2].partition("</ul>")[0])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"answers_by": date(2030, 3, 9)}, "O udziale decyduje ośrodek. Odpowie e-mailem do 9 marca 2030 r."),
        (
            {"closes_at": datetime(2030, 3, 5, 11, tzinfo=UTC)},
            "O udziale decyduje ośrodek. Odpowie e-mailem po zamknięciu zapisów 5 marca 2030 r.",
        ),
        ({}, "O udziale decyduje ośrodek. Odpowie e-mailem."),
    ],
)
def test_form_and_page_say_that_the_centre_decides_and_by_when(
    client: Client, fields: dict[str, Any], says: str
) -> None:
    day = date(2030, 4, 1)
    event = EventFactory(published=True, registration_mode="approval", starts_on=day, ends_on=day, **fields)
    for path in ("", "zgloszenie/"):
        page = text(client.get(f"/wydarzenia/{event.slug}/{path}").content.decode())
        assert (says in page, "r.." in page) == (True, False)
        assert ("5 marca 2030 r., godz. 12.00" in page, "Ostatniego dnia" in page) == ("closes_at" in fields, False)


@pytest.mark.django_db
def test_myself_and_others_with_nobody_else_asks_for_the_other(client: Client) -> None:
    event = EventFactory(published=True)
    path = f"/wydarzenia/{event.slug}/zgloszenie/"
    answer = client.post(path, filled_in(event, for_whom="both", **{"osoba-TOTAL_FORMS": "1"}))
    assert (answer.status_code, Registration.objects.count()) == (422, 0)
    assert "Wpisz niżej drugą osobę albo wybierz „siebie”" in answer.content.decode()
    row = {"osoba-TOTAL_FORMS": "1", "osoba-0-first_name": "Anna", "osoba-0-last_name": "Lis"}
    client.post(path, filled_in(event, for_whom="both", **row))
    assert [str(one) for one in event.participants.order_by("queue_number")][1:] == ["Anna Lis"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("anna@gmial.com", "anna@gmail.com"),
        ("Anna@GMAIL.PL", "Anna@gmail.com"),
        ("a@outlok.com", "a@outlook.com"),
        ("a@interia.pll", "a@interia.pl"),
        ("a@gmail.com", ""),
        ("a@ymail.com", ""),
        ("a@wp.eu", ""),
        ("biuro@spoldzielnia.pl", ""),
        ("anna", ""),
    ],
)
def test_a_mistyped_post_office_is_known(typed: str, meant: str) -> None:
    assert meant_address(typed) == meant


@pytest.mark.django_db
def test_a_mistyped_address_is_asked_back_once_and_then_stands(client: Client) -> None:
    event = EventFactory(published=True)
    path = f"/wydarzenia/{event.slug}/zgloszenie/"
    row = {"osoba-TOTAL_FORMS": "1", "osoba-0-first_name": "Anna", "osoba-0-last_name": "Lis"}
    typed = filled_in(event, for_whom="both", email="ewa@gmial.com", **row, **{"osoba-0-email": "anna@wpp.pl"})
    html = client.post(path, typed).content.decode()
    assert "Czy chodziło o ewa@gmail.com?" in html
    assert "Inna osoba 1: czy chodziło o anna@wp.pl?" in html
    [seen] = re.findall(r'name="addresses-seen" value="([^"]+)"', html)
    assert client.post(path, typed | {"addresses-seen": seen}).status_code == 302
    assert event.participants.get(first_name="Anna").email == "anna@wpp.pl"
    assert Registration.objects.get().email == "ewa@gmial.com"


@pytest.mark.django_db
def test_the_other_language_keeps_what_was_typed_rows_too(client: Client) -> None:
    event = EventFactory(published=True, title_en="Council")
    path = f"/wydarzenia/{event.slug}/zgloszenie/"
    assert f'formaction="/en{path}" name="language"' in client.get(path).content.decode()
    rows = {"osoba-TOTAL_FORMS": "2", "osoba-0-first_name": "Anna", "osoba-1-last_name": "Żak", "phone": "33 845"}
    html = client.post(f"/en{path}", filled_in(event, for_whom="both", language="1", **rows)).content.decode()
    assert (Registration.objects.count(), 'lang="en"' in html, "Send the registration" in html) == (0, True, True)
    for value in ('value="Anna"', 'value="Żak"', 'value="33 845"', 'value="both" '):
        assert value in html
    assert re.search(r'name="rules"[^>]* checked', html) or 'name="rules"' not in html
    assert 'class="summary"' not in html


@pytest.mark.django_db
def test_the_summary_has_the_focus_follows_the_page_and_names_the_row(client: Client) -> None:
    event = EventFactory(published=True, capacity=9)
    QuestionFactory(event=event, is_required=True, per_participant=False)
    path = f"/wydarzenia/{event.slug}/zgloszenie/"
    row = {"osoba-TOTAL_FORMS": "1", "osoba-0-first_name": "Anna", "osoba-0-email": "x"}
    html = client.post(path, filled_in(event, for_whom="both", last_name="", notice="", **row)).content.decode()
    assert '<div class="summary" role="alert" aria-labelledby="errors" tabindex="-1" autofocus>' in html
    order = summary(html)
    assert order == sorted(order, key=lambda key: html.index(f'id="{key}"'))
    assert order[:3] == ["id_last_name", "id_osoba-0-last_name", "id_osoba-0-email"]
    assert "Inna osoba 1: " in html


# --- WCAG 1.3.5 -----------------------------------------------------------------------------------------------------
def all_forms() -> Iterator[type[forms.BaseForm]]:
    """Every form class of the portal."""
    for path in code():
        if "form" in path.stem or "views" in path.stem:
            importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    found, waiting = set(), [forms.BaseForm]
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if one.__module__.split(".")[0] in APPS and one not in found:
            found.add(one)
            yield one


def drawn(form: type[forms.BaseForm], name: str) -> dict[str, Any]:
    """The attributes of the control as the form draws it."""
    bare = type("Bare", (forms.Form,), {"own_fields": getattr(form, "own_fields", ())})()
    bare.fields = {name: deepcopy(form.base_fields[name])}
    widget = bare.fields[name].widget
    return {"type": getattr(widget, "input_type", ""), **widget.attrs, **bare[name].build_widget_attrs({})}


def test_every_personal_field_of_every_form_says_its_purpose_and_keyboard() -> None:
    wrong, seen = [], 0
    for form in all_forms():
        for name, field in form.base_fields.items():
            if not is_personal(name, field) or not isinstance(field.widget, (forms.TextInput, forms.EmailInput)):
                continue
            seen += 1
            attrs = drawn(form, name)
            kind = "email" if isinstance(field, forms.EmailField) else "tel" if hasattr(field, "is_phone") else ""
            right = bool(attrs.get("autocomplete")) and (
                not kind or (attrs["type"], attrs.get("inputmode", kind)) == (kind, kind)
            )
            wrong += [] if right else [(form.__name__, name, attrs)]
    assert (wrong, seen > 40) == ([], True)


@pytest.mark.django_db
def test_the_browser_fills_in_ones_own_details_and_nobody_elses(client: Client) -> None:
    html = client.get(f"/wydarzenia/{EventFactory(published=True).slug}/zgloszenie/").content.decode()
    purposes = dict(re.findall(r'<input type="\w+" name="([\w-]+)"[^>]*? autocomplete="([\w-]+)"', html))
    own = {"first_name": "given-name", "last_name": "family-name", "email": "email", "phone": "tel"}
    assert {name: purposes[name] for name in own} == own
    assert {purposes[f"osoba-0-{name}"] for name in ("first_name", "last_name", "email")} == {"off"}


def test_no_template_draws_a_personal_field_without_its_purpose() -> None:
    drawn_by_hand = re.compile(r'<input[^>]*(?:type="(?:email|tel)"|name="(?:email|phone|first_name|last_name)")[^>]*>')
    files = (ROOT / "templates").rglob("*.html")
    found = [(path.name, tag) for path in files for tag in drawn_by_hand.findall(path.read_text())]
    assert [(name, tag) for name, tag in found if 'autocomplete="' not in tag and 'type="hidden"' not in tag] == []
