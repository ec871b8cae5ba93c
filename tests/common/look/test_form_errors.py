"""The list of errors above a form: each line says what to do, wherever it is read."""

from django import forms

from common.templatetags.components import FormError, form_errors


class Meal(forms.Form):
    key = forms.CharField(widget=forms.HiddenInput, error_messages={"required": "Formularz stracił ważność."})
    soup = forms.CharField(label="Zupa", error_messages={"required": "Wpisz zupę"})
    plates = forms.IntegerField(label="Ile talerzy?", max_value=9)


class Guest(forms.Form):
    heading = "Gość 2"
    name = forms.CharField(label="Imię", error_messages={"required": "Wpisz imię"})
    age = forms.IntegerField(label="Wiek")


def test_a_message_of_our_own_stands_alone_and_a_general_one_after_its_label() -> None:
    assert form_errors(Meal({"key": "a", "plates": "10"})) == [
        FormError("id_soup", "Wpisz zupę"),
        FormError("id_plates", "Ile talerzy: upewnij się, że ta wartość jest mniejsza lub równa 9."),
    ]


def test_an_error_of_a_hidden_field_is_told_too() -> None:
    assert form_errors(Meal({"soup": "barszcz", "plates": "2"})) == [FormError("", "Formularz stracił ważność.")]


def test_one_of_several_forms_says_which_it_is() -> None:
    assert form_errors(None, [Guest({})]) == [
        FormError("id_name", "Gość 2: wpisz imię"),
        FormError("id_age", "Gość 2, Wiek: to pole jest wymagane."),
    ]
