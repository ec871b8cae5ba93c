"""The one converter of numbers that name something."""

import pytest

from common.web.ids import LARGEST_ID, clean_id, clean_ids, clean_number


@pytest.mark.parametrize(
    "sent",
    ["", "0", "-1", "+1", " 1", "1 ", "1_0", "1.0", "١", "१२", "²", "1\0", "1e3", str(LARGEST_ID + 1), "9" * 5000]
    + [None, True, 1.0, 0, -1, LARGEST_ID + 1, [1], {"id": 1}],
    ids=lambda sent: repr(sent)[:24],
)
def test_what_is_no_key_is_no_key(sent):
    assert clean_id(sent) is None


@pytest.mark.parametrize(("sent", "key"), [("1", 1), ("007", 7), (12, 12), (str(LARGEST_ID), LARGEST_ID)])
def test_a_key_is_read_from_text_and_from_json(sent, key):
    assert clean_id(sent) == key


def test_a_list_keeps_its_order_and_passes_over_the_rest():
    assert clean_ids(["3", "x", "1", "3", "0", "²"]) == [3, 1]


def test_a_number_has_a_bound():
    assert [clean_number(sent, most=99) for sent in ("0", "99", "100", "099")] == [0, 99, None, None]
    assert [clean_number(sent, most=50) for sent in ("51", 51, -1, 50)] == [None, None, None, 50]
