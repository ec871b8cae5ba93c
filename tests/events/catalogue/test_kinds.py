"""Each kind of event has all that a kind needs, and shows it: a half-added one fails here with what is missing."""

import re
from dataclasses import fields

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import translation

from events.catalogue.kinds import EventKind, KindSpec
from events.figures.counting import Figures
from events.figures.sentences import participation_sentence
from events.figures.sentences_en import participation_in_english
from news.articles import labels
from news.articles.drafting import draft_of
from tests.factories import EventFactory

every_kind = pytest.mark.parametrize("kind", list(EventKind), ids=EventKind.values)
TOKENS = (settings.BASE_DIR / "static/css/tokens.css").read_text()
PAST = {"odbył się", "odbyła się", "odbyło się", "odbyły się"}


def plain(text: str) -> str:
    """Without hard spaces."""
    return text.replace("\u00a0", " ")


@every_kind
def test_a_kind_has_every_word_in_its_languages(kind: EventKind) -> None:
    empty = [one.name for one in fields(KindSpec) if getattr(kind.spec, one.name) == ""]
    assert empty == [], f"{kind}: empty in events/catalogue/kinds.py"
    assert kind.spec.place.startswith(("W ", "We ")), "„W spotkaniu”, „We wspólnym wyjeździe”"
    assert kind.spec.place_en.startswith("the ")
    assert kind.spec.took_place in PAST
    for name, word in (("label", kind.label), ("report", kind.spec.report), ("announcement", kind.spec.announcement)):
        with translation.override("en"):
            english = str(word)
        with translation.override("pl"):
            assert str(word) != english, f"{kind}: {name} has no Polish in locale/pl/LC_MESSAGES/django.po"


@every_kind
def test_a_kind_has_a_sign_of_its_own_and_its_colour_in_the_style(kind: EventKind) -> None:
    assert re.fullmatch(r'<path d="[^"]+"( fill-rule="evenodd")?/>', kind.spec.sign)
    assert [one for one in EventKind if one.spec.sign == kind.spec.sign] == [kind]
    rules = re.findall(r'^ *(.*\[data-kind="([a-z_]+)"\].*) \{ --kind: var\(--(\w+)\)', TOKENS, re.MULTILINE)
    colours = [colour for selector, _last, colour in rules if f'[data-kind="{kind}"]' in selector]
    rule = f'[data-kind="{kind}"] {{ --kind: var(--{kind.spec.colour}) … }}'
    assert colours == [kind.spec.colour], f"static/css/tokens.css has no {rule}"


@pytest.mark.django_db
@every_kind
def test_the_database_knows_each_kind(kind: EventKind) -> None:
    try:
        with transaction.atomic():
            EventFactory(kind=kind)
    except IntegrityError:
        pytest.fail(f"{kind} has no migration: make migration APP=events NAME=kind_{kind}")


@pytest.mark.django_db
@every_kind
@pytest.mark.parametrize(("prefix", "language"), [("", "pl"), ("/en", "en")])
def test_an_event_of_each_kind_shows_its_word_sign_and_colour(kind: EventKind, prefix: str, language: str) -> None:
    event = EventFactory(published=True, kind=kind)
    with translation.override(language):
        word = str(kind.label)
    for page in (f"{prefix}/wydarzenia/{event.slug}/", f"{prefix}/wydarzenia/{event.slug}/zgloszenie/"):
        html = Client().get(page).content.decode()
        shown = re.findall(rf'<span class="kind" data-kind="{kind}"><svg[^>]*>(.*?)</svg>(.*?)</span>', html)
        assert [(sign, text.lower()) for sign, text in shown[:1]] == [(kind.spec.sign, word.lower())], page


@pytest.mark.django_db
@every_kind
def test_an_event_of_each_kind_is_told_of(kind: EventKind) -> None:
    event, came = EventFactory(completed=True, kind=kind), Figures(listed=True, people=22)
    assert plain(participation_sentence(event, came)).startswith(kind.spec.place)
    assert plain(participation_in_english(event, came)).endswith(f"took part in {kind.spec.place_en}.")
    draft = draft_of(event)
    assert plain(draft.lead).startswith(f"{kind.spec.noun} {kind.spec.took_place} ")
    assert draft.body.count(f"<h2>{kind.spec.outcome_heading}</h2>") == 1
    assert labels.full("reports", kind, "", 0, ()) == kind.spec.report
    assert labels.full("announces", kind, "", 0, ()) == kind.spec.announcement
