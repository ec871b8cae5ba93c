"""The audit log in the administration: what was done stands there in words."""

import re

import pytest
from django.test import Client

from common.auditlog.services import log_action
from owes_portal.audit_words import ACT_WORDS
from tests.architecture.tree import ROOT

ABOUT_ACCESS = re.compile(r"\"((?:admin|consent|email|erasure|factor|mail|notice|password|signin)\.[a-z_]+)\"")


def test_every_verb_about_access_has_its_words():
    sources = [path.read_text() for app in ("accounts", "common") for path in (ROOT / app).rglob("*.py")]
    verbs = {verb for source in sources for verb in ABOUT_ACCESS.findall(source)}
    assert "signin.failed" in verbs
    assert {verb for verb in verbs if not verb.endswith((".html", ".txt"))} - set(ACT_WORDS) == set()


@pytest.mark.django_db
def test_the_list_shows_the_words_and_the_verb_is_searched_for(cast):
    log_action(verb="signin.failed", obj=cast.animator, by=None)
    log_action(verb="event.capacity", obj=None, by=None)
    boss = Client()
    boss.force_login(cast.administrator)
    page = boss.get("/admin/common/auditentry/?q=signin.failed").content.decode()
    assert (page.count("nieudane logowanie"), page.count(">signin.failed<")) == (1, 0)
