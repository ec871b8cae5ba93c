"""Every address that gives a file, feeds a program, counts or searches stands in docs/COSTS.md with its limit."""

import re

import pytest
from django.db import transaction
from django.test import Client

from tests.architecture.addresses import addresses
from tests.architecture.permission_table import TABLE
from tests.architecture.test_permissions_table import address_of, name_of
from tests.architecture.tree import ROOT
from tests.architecture.world import World

LINE = re.compile(r"^\| `([\w:-]+)` \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
LISTED = {match[1]: match.groups()[1:] for match in LINE.finditer((ROOT / "docs/COSTS.md").read_text())}
LONG = "request to 2,000 rows, then worker"  # settings.EXPORT_ROWS_AT_ONCE
# Pages that count or search: by where they stand, or by name where others stand beside them.
COUNTING = ("events.figures", "events.reporting", "common.search", "owes_portal.site.results")
COUNTING_BY_NAME = {"site:search", "panel:event"}


def heavy_pages() -> set[str]:
    return {name for name, one in addresses().items() if one.module.startswith(COUNTING)} | COUNTING_BY_NAME


@pytest.mark.django_db
def test_every_address_that_gives_no_page_and_every_page_that_counts_is_listed(cast) -> None:
    client, found = Client(), heavy_pages()
    client.force_login(cast.administrator)
    for key, line in TABLE.items():
        if line.post or "@" in key:
            continue
        with transaction.atomic():  # the examples of one line are not in the way of the next
            answer = client.get(address_of(key, World(cast)))
            kind = answer.headers.get("Content-Type", "")
            if answer.streaming:
                list(answer)
            transaction.set_rollback(True)
        # 503: /readyz, whose parts are asked in threads that see nothing of this transaction.
        if answer.status_code in (200, 503) and not kind.startswith("text/html"):
            found.add(name_of(key))
    assert found == set(LISTED)


def test_each_line_says_where_how_much_at_most_and_how_long() -> None:
    places = {"request", "request, flows", "request, a child", LONG, "kept copy", "worker"}
    assert {name: line[0] for name, line in LISTED.items() if line[0] not in places} == {}
    assert [
        name for name, line in LISTED.items() if not re.search(r"\d", line[1]) or not re.search(r"\d", line[2])
    ] == []
