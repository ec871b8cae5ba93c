"""The small signs of the look: the calendar leaf, kinds, seats, initials, numbers to call, errors of forms."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template import engines
from django.utils import translation

from common.templatetags import components


def render(source, **context):
    return engines["django"].from_string(source).render(context)


def test_a_leaf_of_one_day_says_month_day_and_weekday():
    assert render("{% leaf day None 'workshop' %}", day=date(2017, 6, 7)) == (
        '<time class="leaf" data-kind="workshop" datetime="2017-06-07"><b>czerwiec</b><span>7</span><i>środa</i></time>'
    )


@pytest.mark.parametrize(
    ("start", "end", "year", "shown"),
    [
        (date(2017, 6, 20), date(2017, 6, 21), False, '<b>czerwiec</b><span class="two">20–21</span><i>wt.–śr.</i>'),
        (date(2017, 5, 31), date(2017, 6, 2), False, '<b>maj–cze</b><span class="two">31–2</span><i>śr.–pt.</i>'),
        (date(2016, 12, 30), date(2017, 1, 2), True, '<b>gru–sty</b><span class="two">30–2</span><i>2017</i>'),
        (date(2017, 3, 29), date(2017, 3, 29), True, "<b>marzec</b><span>29</span><i>2017</i>"),
    ],
)
def test_a_leaf_of_several_days_says_both_ends(start, end, year, shown):
    assert components.leaf(start, end, year=year).split('datetime="', 1)[1][12:-7] == shown


def test_a_leaf_is_english_on_an_english_page():
    with translation.override("en"):
        assert "<b>June</b><span>7</span><i>Wednesday</i>" in components.leaf(date(2017, 6, 7))


def test_a_moment_shows_the_local_day():
    late = datetime(2017, 6, 7, 23, 30, tzinfo=ZoneInfo("UTC"))
    assert 'datetime="2017-06-08"' in components.leaf(late)


def test_words_of_a_kind_are_escaped():
    assert components.kind("workshop", "<b>").endswith("</svg>&lt;b&gt;</span>")


@pytest.mark.parametrize(("capacity", "taken", "busy", "free"), [(24, 18, 18, 6), (2, 5, 2, 0), (36, 0, 0, 36)])
def test_seats_are_drawn_up_to_36(capacity, taken, busy, free):
    drawn = components.seats(capacity, taken)
    assert (drawn.count("<i></i>"), drawn.count('class="free"')) == (busy, free)


@pytest.mark.parametrize("capacity", [0, 37, 5000, None])
def test_more_seats_are_left_to_the_number(capacity):
    assert components.seats(capacity, 1) == ""


@pytest.mark.parametrize(
    ("typed", "called"),
    [("33 000 00 01", "+48330000001"), ("+48 33 000 00 01", "+48330000001"), ("112", "112"), (None, "")],
)
def test_a_polish_number_is_called_with_its_country(typed, called):
    assert components.tel(typed) == called


def test_an_initial_is_the_first_letter():
    assert "<span>K</span>" in components.initial("„Kętucky”")


class Form(forms.Form):
    use_required_attribute = False
    name = forms.CharField(label="Imię i nazwisko")
    side = forms.ChoiceField(label="Kogo zgłaszasz?", choices=[("a", "Siebie")], widget=forms.RadioSelect)
    phone = forms.CharField(label="Telefon", required=False, help_text="Zadzwonimy tylko w razie zmiany.")
    rules = forms.BooleanField(label="Akceptuję regulamin")


def test_a_summary_lists_errors_and_leads_to_their_fields():
    shown = render('{% include "components/summary.html" with form=form only %}', form=Form({"phone": ""}))
    assert "Popraw 3 odpowiedzi" in shown
    for link in (
        '<a href="#id_name">Imię i nazwisko: to',
        '<a href="#id_side_0">Kogo zgłaszasz: to',
        'href="#id_rules"',
    ):
        assert link in shown


def test_no_summary_without_errors():
    form = Form({"name": "Ewa", "side": "a", "rules": "on"})
    assert render('{% include "components/summary.html" with form=form only %}', form=form).strip() == ""


def test_a_field_is_tied_to_its_hint_and_its_error():
    shown = str(Form({})["name"].as_field_group()) + str(Form({})["phone"].as_field_group())
    assert 'aria-invalid="true" aria-describedby="id_name_error"' in shown
    assert 'id="id_name_error"' in shown
    assert 'aria-describedby="id_phone_helptext"' in shown
    assert "(nieobowiązkowo)" in shown
