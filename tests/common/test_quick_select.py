"""A select of many options, written in one go."""

from django import forms

from common.forms.fields import QuickSelect


class Choice(forms.Form):
    """One of three, one of them nasty."""

    one = forms.ChoiceField(
        choices=[("", "—"), ("a", "Zażółć & <b>"), ('b"', "B")], widget=QuickSelect(attrs={"class": "x"})
    )


def test_options_are_text_and_the_chosen_one_is_marked() -> None:
    assert str(Choice({"one": "a"})["one"]) == (
        '<select class="x" id="id_one" name="one" required><option value="">—</option>'
        '<option value="a" selected>Zażółć &amp; &lt;b&gt;</option>'
        '<option value="b&quot;">B</option></select>'
    )


def test_what_is_not_among_the_options_marks_none() -> None:
    assert "selected" not in str(Choice({"one": '"><script>'})["one"])
    assert "script" not in str(Choice({"one": '"><script>'})["one"])
