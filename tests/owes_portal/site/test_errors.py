"""What people see when something breaks."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.test import Client
from django.urls import path

from owes_portal.urls import handler500 as handler500


@login_not_required
def fault(request):
    raise ZeroDivisionError


@login_not_required
def database_away(request):
    raise OperationalError


urlpatterns = [path("usterka/", fault), path("baza/", database_away)]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


def test_a_fault_is_admitted_in_polish(visitor):
    page = visitor.get("/usterka/")
    assert (page.status_code, "<h1>Coś się u nas zepsuło</h1>" in page.text) == (500, True)


def test_a_database_that_is_away_asks_to_come_back_in_a_minute(visitor):
    page = visitor.get("/baza/")
    assert (page.status_code, page["Retry-After"]) == (503, "60")
    assert "<h1>Zaraz wracamy</h1>" in page.text


def test_an_unknown_address_offers_the_main_doors_and_the_search(visitor):
    page = visitor.get("/nie-ma-takiej/")
    assert page.status_code == 404
    assert "<h1>Nie ma takiej strony</h1>" in page.text
    assert 'href="/wydarzenia/"' in page.text
    assert 'action="/szukaj/"' in page.text
    assert "Set-Cookie" not in page
