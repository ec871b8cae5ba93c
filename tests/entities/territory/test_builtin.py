"""Rows that every portal has from its first migration."""

import pytest
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Notice, NoticeKind
from common.text.folding import sort_key
from entities.directory.models import EntityGroup, EntityKind, ServiceCategory
from entities.territory.models import County, Voivodeship
from news.articles.models import Category
from partnerships.projects.models import LogoMark, Period

pytestmark = pytest.mark.django_db


def migrated() -> None:
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")


def test_the_counties_of_poland_are_there() -> None:
    assert Voivodeship.objects.count() == 16
    assert County.objects.count() == 380
    assert County.objects.filter(is_city=True).count() == 66
    oswiecim = County.objects.select_related("voivodeship").get(code="1213")
    assert (str(oswiecim), oswiecim.slug, oswiecim.voivodeship.name) == (
        "powiat oświęcimski",
        "powiat-oswiecimski",
        "małopolskie",
    )
    assert str(County.objects.get(code="2261")) == "Gdańsk"


def test_counties_of_one_name_have_addresses_of_their_own() -> None:
    twins = County.objects.filter(name="brzeski").order_by("code")
    assert [county.slug for county in twins] == ["powiat-brzeski-malopolskie", "powiat-brzeski-opolskie"]


def test_counties_are_sorted_the_polish_way() -> None:
    names = list(County.objects.filter(is_city=True).values_list("name", flat=True))
    assert names == sorted(names, key=sort_key)
    assert names.index("Łomża") > names.index("Lublin")


def test_kinds_of_every_group_and_services_of_two_levels_are_there() -> None:
    assert {kind.group for kind in EntityKind.objects.all()} == set(EntityGroup.values)
    upper = ServiceCategory.objects.filter(parent=None)
    assert upper.count() == 12
    assert all(verb.children.count() >= 3 for verb in upper)
    assert not ServiceCategory.objects.filter(parent__parent__isnull=False).exists()


def test_every_notice_has_a_text_in_both_languages() -> None:
    notices = {notice.kind: notice for notice in Notice.objects.filter(controller="", version=1)}
    assert set(notices) == set(NoticeKind.values)
    for notice in notices.values():
        digest = notice.digest
        assert notice.text_pl
        assert notice.text_en
        notice.save()
        assert notice.digest == digest


def test_both_periods_have_their_row_of_logos() -> None:
    for period in (Period.P2014, Period.P2021):
        assert list(LogoMark.objects.filter(period=period).values_list("position", flat=True)) == [1, 2, 3, 4]


def test_a_missing_row_comes_back_and_what_the_staff_changed_stays() -> None:
    Category.objects.filter(slug="nabory").delete()
    Category.objects.filter(slug="ogloszenia").update(name="Tablica")
    migrated()
    assert Category.objects.get(slug="nabory").name == "Nabory i dotacje"
    assert Category.objects.get(slug="ogloszenia").name == "Tablica"


def test_a_migration_that_finds_everything_there_asks_once_for_each_list() -> None:
    tables = [m._meta.db_table for m in (Voivodeship, County, EntityKind, ServiceCategory, Category, Notice, LogoMark)]
    with CaptureQueriesContext(connection) as queries:
        migrated()
    ours = [query["sql"] for query in queries.captured_queries if any(f'"{table}"' in query["sql"] for table in tables)]
    assert len(ours) == len(tables)
    assert all(sql.startswith("SELECT") for sql in ours)
