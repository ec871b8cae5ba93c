"""Telephone numbers as people write them: read, kept, shown, linked; and every field of the portal that takes one."""

import re

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import get_resolver, reverse
from hypothesis import given
from hypothesis import strategies as st

from common.db import fields
from common.forms import fields as forms_fields
from common.text.phones import KEPT, clean_phone, phone_link, shown_phone
from entities.directory.models import Entity
from events.registration.models import Registration
from tests.architecture.tree import APPS
from tests.entities.imports.sheets import HEAD, xlsx
from tests.entities.imports.test_imports import row, run, tried
from tests.factories import CountyFactory, EventFactory, ParticipantFactory, RegistrationFactory

GDANSK = "+48583268561"
READ = {
    "58 326 85 61": GDANSK, "58 32 68 561": GDANSK, "583268561": GDANSK, "(58) 326-85-61": GDANSK, "58 3268561": GDANSK,
    "58/326 85 61": GDANSK, "58.326.85.61": GDANSK, "58–326–85–61": GDANSK, "+48 58 326 85 61": GDANSK, GDANSK: GDANSK,
    "0048583268561": GDANSK, "00 48 58 326 85 61": GDANSK, "48 58 326 85 61": GDANSK, "(+48) 58 326 85 61": GDANSK,
    "+48 (58) 326 85 61": GDANSK, "+48 (0) 58 326 85 61": GDANSK, "0 58 326 85 61": GDANSK, "(0-58) 326 85 61": GDANSK,
    "tel. 58 326 85 61": GDANSK, "Tel.: 58 326 85 61": GDANSK, "TEL 58 326 85 61": GDANSK, "58  326  85  61": GDANSK,
    "tel./fax 58 326 85 61": GDANSK, "58\u00a0326\u00a085\u00a061": GDANSK, "５８ ３２６ ８５ ６１": GDANSK,
    "  58 326 85 61 ": GDANSK,
    "kom. 601 000 111": "+48601000111", "601-000-111": "+48601000111", "tel. kom. 601000111": "+48601000111",
    "800 123 456": "+48800123456", "+32 2 555 12 34": "+3225551234", "+49 30 901820": "+4930901820", "": "", "   ": "",
    "58 326 85 61 w. 1": f"{GDANSK};ext=1", "58 326 85 61 w 12": f"{GDANSK};ext=12", "583268561w12": f"{GDANSK};ext=12",
    "58 326 85 61 wew. 12": f"{GDANSK};ext=12", "58 326 85 61 wew 12": f"{GDANSK};ext=12",
    "58 326 85 61, wew.12": f"{GDANSK};ext=12", "58 326 85 61 (wew. 12)": f"{GDANSK};ext=12",
    "58 326 85 61 WEW. 012": f"{GDANSK};ext=012", "58 326 85 61 wewn. 3": f"{GDANSK};ext=3",
    "58 326 85 61 wewnętrzny 305": f"{GDANSK};ext=305", "58 326 85 61 nr wew. 305": f"{GDANSK};ext=305",
    "58 326 85 61 wew. nr 305": f"{GDANSK};ext=305", "58 326 85 61 ext. 7": f"{GDANSK};ext=7",
    "58 326 85 61 ext 7": f"{GDANSK};ext=7", "58 326 85 61 extension 7": f"{GDANSK};ext=7",
    "58 326 85 61 x7": f"{GDANSK};ext=7", "58 326 85 61 # 7": f"{GDANSK};ext=7", "58 326 85 61#7": f"{GDANSK};ext=7",
    "58 326 85 61;ext=7": f"{GDANSK};ext=7", "+32 2 555 12 34 ext. 9": "+3225551234;ext=9",
}  # fmt: skip
REFUSED = (
    "600 1OO 200", "6OO 100 200", "600 700 80", "600 700 8000", "58 326 85 6", "123", "112", "zadzwoń", "brak", "-",
    "w. 5", "wew. 305", "+48", "+48 58 326 85 61 00 00 00", "58 326 85 61 wew. sekretariat", "58 326 85 61 w",
    "99 999 99", "+", "000 000 000", "10 326 85 61", "٥٨٣٢٦٨٥٦١", "58 326 85 61 pon.", "biuro 58 326 85 61",
    "+1 23", "+999 123 456 789", "58 326 85 61\u202e", "1" * 5000,
)  # fmt: skip


@pytest.mark.parametrize(("typed", "kept"), READ.items())
def test_a_number_is_read_as_people_write_it(typed, kept):
    assert clean_phone(typed) == kept
    assert clean_phone(kept) == kept


@pytest.mark.parametrize("typed", REFUSED)
def test_what_nobody_can_be_called_by_is_refused(typed):
    with pytest.raises(ValidationError) as refusal:
        clean_phone(typed)
    assert refusal.value.messages == ["To nie jest numer telefonu. Wpisz go na przykład tak: 58 326 85 61."]


HELPLINES = {
    "19 115": "19115", "19115": "19115", "19 333": "19333", "tel. 19-115": "19115", "116 111": "116111",
    "116111": "116111", "116 123": "116123", "800 123 456": "+48800123456", "0 800 123 456": "+48800123456",
    "0-800 12 34 56": "+48800123456", "801 123 456": "+48801123456", "0 801 123 456": "+48801123456",
    "22 19 115": "+482219115", "58 326 85 61 wew. 12": f"{GDANSK};ext=12",
}  # fmt: skip


@pytest.mark.parametrize(("typed", "kept"), HELPLINES.items())
def test_an_office_may_give_the_short_number_of_a_helpline(typed, kept):
    assert clean_phone(typed, helplines=True) == kept
    assert clean_phone(kept, helplines=True) == kept


@pytest.mark.parametrize(
    "typed", ["112", "999", "997", "19 11", "118 912", "12345", "116 11", "19 1155", "116 111 wew. 2"]
)
def test_no_other_short_number_is_an_offices(typed):
    with pytest.raises(ValidationError):
        clean_phone(typed, helplines=True)


@pytest.mark.parametrize("typed", ["19 115", "116 111"])
def test_nobody_is_called_by_a_helpline(typed):
    with pytest.raises(ValidationError):
        clean_phone(typed)


def test_a_helpline_is_shown_in_two_parts_and_dialled_as_it_is():
    assert [shown_phone(one, english=False) for one in ("19115", "116111")] == ["19\u00a0115", "116\u00a0111"]
    assert [phone_link(one) for one in ("19115", "116111")] == ["19115", "116111"]


def test_fields_of_offices_take_helplines_and_those_of_people_do_not():
    taking = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.fields
        if isinstance(field, fields.PhoneField) and field.helplines
    }
    assert taking == {
        "entities.Entity.phone",
        "entities.SupportCentre.phone",
    }


@pytest.mark.parametrize("typed", ["58 326 85 61, 601 000 111", "583268561 / 601000111", "583268561 lub 601000111"])
def test_of_two_numbers_one_is_asked_for(typed):
    with pytest.raises(ValidationError) as refusal:
        clean_phone(typed)
    assert refusal.value.messages == ["Tu mieści się jeden numer."]


def test_the_tables_are_long_enough():
    assert len(READ) + len(REFUSED) >= 80


@given(st.text(max_size=40))
def test_whatever_is_typed_it_keeps_a_number_readable_again_or_refuses(typed):
    try:
        kept = clean_phone(typed)
    except ValidationError:
        return
    assert clean_phone(kept) == kept
    assert clean_phone(shown_phone(kept, english=False)) == kept
    assert clean_phone(shown_phone(kept, english=True)) == kept
    assert len(kept) <= KEPT


def test_a_number_is_shown_as_it_is_read_aloud_and_linked_with_its_extension():
    assert shown_phone(f"{GDANSK};ext=12", english=False) == "58 326 85 61 wew. 12".replace(" ", "\u00a0")
    assert shown_phone(f"{GDANSK};ext=12", english=True) == "+48 58 326 85 61 ext. 12".replace(" ", "\u00a0")
    assert [phone_link(one) for one in (GDANSK, "58 326 85 61", f"{GDANSK};ext=12", "600 700 80")] == [
        GDANSK, GDANSK, f"{GDANSK};ext=12", "60070080",
    ]  # fmt: skip
    assert shown_phone("600 700 80", english=False) == "600 700 80"  # kept before numbers were checked


# --- every field ------------------------------------------------------------------------------------------------------
def all_forms(kind=forms.BaseForm):
    return {one for sub in kind.__subclasses__() for one in {sub, *all_forms(sub)}}


def test_every_field_for_a_telephone_has_the_one_mechanism():
    assert get_resolver().url_patterns  # which import every form
    columns = [
        field
        for model in apps.get_models()
        if model._meta.app_label in APPS
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField) and re.search("phone|telefon", field.name)
    ]
    assert len(columns) >= 9
    assert [str(field) for field in columns if not isinstance(field, fields.PhoneField)] == []
    asked = [
        (form.__name__, name, field)
        for form in all_forms()
        if form.__module__.startswith(tuple(APPS))  # other tests make forms of their own
        for name, field in getattr(form, "base_fields", {}).items()
        if re.search("phone|telefon", name)
    ]
    assert len(asked) >= 8
    assert [one for one in asked if not isinstance(one[2], forms_fields.PhoneField)] == []


@pytest.mark.django_db
def test_a_public_form_keeps_the_extension_and_says_beside_the_field_what_to_mend(client):
    row = RegistrationFactory(event=EventFactory(published=True), email="anna@example.org", phone="")
    url = reverse("registration:change", args=[row.token])
    for typed, status in (("600 1OO 200", 422), ("58 326 85 61 w. 1", 302)):
        answer = client.post(url, {"phone": typed})
        assert answer.status_code == status
        if status == 422:
            assert list(answer.context["form"].errors) == ["phone"]
            assert f'value="{typed}"' in answer.content.decode()
    assert Registration.objects.get(pk=row.pk).phone == f"{GDANSK};ext=1"
    assert 'value="58 326 85 61 wew. 1"' in client.get(url).content.decode()


@pytest.mark.django_db
def test_an_imported_number_keeps_its_extension_and_stands_so_on_the_page(client, cast):
    CountyFactory(code="1213", name="oświęcimski")
    client.force_login(cast.coordinator)
    content = xlsx(HEAD, row(Telefon="58 326 85 61 wew. 12"), row(Nazwa="Świt", NIP="", Telefon="600 700 80"))
    sheet = run(client, tried(client, content))
    assert [one.told("errors") for one in sheet.rows.all()][1] == [
        ["phone", "To nie jest numer telefonu. Wpisz go na przykład tak: 58 326 85 61."]
    ]
    made = Entity.objects.get(nip="1234563218")
    assert made.phone == f"{GDANSK};ext=12"
    page = client.get(f"/podmioty/{made.slug}/").content.decode()
    assert page.count(f'href="tel:{GDANSK};ext=12"') == 1
    assert page.count("58\u00a0326\u00a085\u00a061\u00a0wew.\u00a012") == 1


def text_of(file) -> str:
    """What a sheet of CSV says, whether it flows or not."""
    return (b"".join(file) if file.streaming else file.content).decode("utf-8-sig")


@pytest.mark.django_db
def test_sheets_and_calendars_write_a_number_as_pages_do(client, cast):
    event = EventFactory(centre=cast.centre, published=True, contact_name="Biuro", contact_phone=f"{GDANSK};ext=12")
    entry = client.get(f"/wydarzenia/{event.slug}/kalendarz.ics").content.decode().replace("\r\n ", "")
    assert "58 326 85 61 wew. 12" in entry
    ParticipantFactory(registration=RegistrationFactory(event=event, phone=f"{GDANSK};ext=7"))
    client.force_login(cast.animator)
    sheet = text_of(client.get(f"/panel/wydarzenia/{event.pk}/zgloszenia/lista.csv"))
    assert "58 326 85 61 wew. 7" in sheet
    Entity.objects.filter(pk=cast.entity.pk).update(phone=f"{GDANSK};ext=3")
    client.force_login(cast.administrator)
    rows = text_of(client.get("/panel/podmioty/eksport.csv"))
    assert "58 326 85 61 wew. 3" in rows
    assert ";ext=" not in entry + sheet + rows
