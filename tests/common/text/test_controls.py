"""Control characters are left out wherever a text is written; a soft line break of Word is a space, or a new line."""

from datetime import date

import pytest

from common.text.control_characters import without_controls
from common.text.rich import written_html
from entities.directory.services import enter_entity, update_entity
from events.catalogue.kinds import EventKind
from events.catalogue.services import change_event, plan_event
from news.articles.services import edit_article, write_article
from news.galleries.services import change_gallery, start_gallery
from tests.factories import EntityKindFactory, SupportCentreFactory

PASTED, MEANT = "Raz\x0bdwa\x00 trzy\x1f\ufeff", "Raz dwa trzy"


def test_what_is_left_is_xml_and_nothing_else_is_touched():
    every = "".join(map(chr, range(0x20))) + "\x7f\x85\ud800\ufffe\uffff"
    assert without_controls(every) == "\t\n  \r "
    assert without_controls("Łódź\u00a0–\n„żółć” 🙂\u00ad") == "Łódź\u00a0–\n„żółć” 🙂\u00ad"


@pytest.mark.parametrize("sign", ["\x0b", "&#11;", "&#x0B;"])
def test_a_soft_line_break_in_a_text_stays_a_line_break(sign):
    assert written_html(f"Raz{sign}dwa\x01") == "<p>Raz<br>dwa</p>"


@pytest.mark.django_db
def test_whatever_is_written_is_kept_without_them():
    centre = SupportCentreFactory()
    article = write_article(by=None, centre=centre, title=PASTED, lead=PASTED)
    event = plan_event(
        by=None, centre=centre, title=PASTED, kind=EventKind.WORKSHOP, starts_on=date(2026, 7, 1), lead=PASTED
    )
    entity = enter_entity(by=None, name=PASTED, kind=EntityKindFactory(), lead=PASTED)
    gallery = start_gallery(by=None, centre=centre, title=PASTED, taken_on=date(2026, 7, 1), lead=PASTED)
    edited = (
        edit_article(article_id=article.pk, by=None, title_en=PASTED, tags=[PASTED]),
        change_event(event_id=event.pk, by=None, title_en=PASTED),
        change_gallery(gallery_id=gallery.pk, by=None, title_en=PASTED),
    )
    for thing in (article, event, gallery):
        thing.refresh_from_db()
    assert {(one.title, one.lead) for one in (article, event, gallery)} == {(MEANT, MEANT)}
    assert {one.title_en for one in edited} == {MEANT}
    assert article.tags.get().name == MEANT
    assert (entity.name, entity.lead) == (MEANT, MEANT)
    assert update_entity(entity_id=entity.pk, by=None, short_name=PASTED).short_name == MEANT
