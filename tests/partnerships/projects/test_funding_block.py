"""The publicity block: sentence and logo row follow the project's period and the page's language."""

import pytest
from django.utils import timezone

from common.web.versions import PageVersion
from files.extension_points import image_changed
from files.queries import picture_of
from partnerships.projects.models import FundingProject, LogoMark
from partnerships.projects.queries import funding_block
from tests.factories import LogoMarkFactory, StoredImageFactory

pytestmark = pytest.mark.django_db


def project(**fields: object) -> FundingProject:
    return FundingProject.objects.create(
        **{
            "slug": "razem",
            "state": "published",
            "published_at": timezone.now(),
            "title": "Razem",
            "short_name": "Razem",
            "sort_name": "razem",
            "period": "2021-2027",
            "funding_sentence": "Projekt współfinansowany.",
            **fields,
        }
    )


def test_the_row_of_the_period_is_shown_in_its_order():
    LogoMark.objects.all().delete()  # the built-in rows
    LogoMark.objects.create(period="2021-2027", name="Unia", placeholder="ue", position=2)
    LogoMark.objects.create(period="2021-2027", name="Fundusze", placeholder="fundusze", position=1)
    LogoMark.objects.create(period="2014-2020", name="Dawne", placeholder="region", position=1)
    marks = funding_block(project(), "pl").marks
    assert [mark.alt for mark in marks] == ["Fundusze", "Unia"]
    assert marks[1].url.endswith("art/logos/ue.svg")


def test_without_entered_marks_the_european_row_stands_in():
    LogoMark.objects.all().delete()  # the built-in rows
    assert len(funding_block(project(), "pl").marks) == 3


def test_an_uploaded_logo_stands_in_for_the_drawing_and_makes_pages_stale():
    mark = LogoMarkFactory()
    mark.image = StoredImageFactory(ready=True)
    mark.save()
    assert funding_block(project(), "pl").marks[0].url == picture_of(mark.image).src
    image_changed(mark.image)
    assert PageVersion.objects.get(area="news").number == 1


def test_another_source_shows_no_european_signs():
    assert funding_block(project(period="other"), "pl").marks == []


def test_english_takes_the_english_sentence_and_says_when_there_is_none():
    block = funding_block(project(), "en")
    assert (block.sentence, block.lang, block.url) == ("Projekt współfinansowany.", "pl", "/en/projekty/razem/")
    other = funding_block(project(slug="b", funding_sentence_en="Co-funded."), "en")
    assert (other.sentence, other.lang) == ("Co-funded.", "")


def test_a_draft_project_has_no_page_to_link_to():
    assert funding_block(project(state="draft", published_at=None), "pl").url == ""
