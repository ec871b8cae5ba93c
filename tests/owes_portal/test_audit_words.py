"""The audit log in the administration: what was done stands there in words."""

import pytest
from django.test import Client

from common.auditlog.services import log_action


@pytest.mark.django_db
def test_the_list_shows_the_words_and_the_verb_is_searched_for(cast):
    log_action(verb="signin.failed", obj=cast.animator, by=None)
    log_action(verb="event.capacity", obj=None, by=None)
    boss = Client()
    boss.force_login(cast.administrator)
    page = boss.get("/admin/common/auditentry/?q=signin.failed").content.decode()
    assert (page.count("nieudane logowanie"), page.count(">signin.failed<")) == (1, 0)
