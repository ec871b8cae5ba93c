"""Numbers of organisations: what is read, what is refused, what is kept."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from entities.directory.identifiers import (
    clean_krs,
    clean_nip,
    clean_postal_code,
    clean_regon,
    show_nip,
)

READ: list[tuple[Callable[[str], str], str, str]] = [
    (clean_nip, "1234563218", "1234563218"),
    (clean_nip, " 123-456-32-18 ", "1234563218"),
    (clean_nip, "123 456 32 18", "1234563218"),
    (clean_nip, "123\u00a0456\u201132\u201118", "1234563218"),
    (clean_nip, "PL1234563218", "1234563218"),
    (clean_nip, "pl 123 456 32 18", "1234563218"),
    (clean_nip, "NIP: 123-456-32-18", "1234563218"),
    (clean_nip, "", ""),
    (clean_regon, "123456785", "123456785"),
    (clean_regon, "123 456 785", "123456785"),
    (clean_regon, "REGON 123456785", "123456785"),
    (clean_regon, "12345678512347", "12345678512347"),
    (clean_regon, "   ", ""),
    (clean_krs, "0000123456", "0000123456"),
    (clean_krs, "123456", "0000123456"),
    (clean_krs, "KRS 0000 123 456", "0000123456"),
    (clean_krs, "", ""),
    (clean_postal_code, "80-810", "80-810"),
    (clean_postal_code, "80810", "80-810"),
    (clean_postal_code, "80 – 810", "80-810"),
    (clean_postal_code, "", ""),
]

REFUSED: list[tuple[Callable[[str], str], str]] = [
    (clean_nip, "1234563219"),  # check digit
    (clean_nip, "0000000000"),
    (clean_nip, "1111111111"),
    (clean_nip, "123456321"),
    (clean_nip, "12345632188"),
    (clean_nip, "123456321X"),
    (clean_nip, "1000000030"),  # the sum leaves 10, which no digit shows
    (clean_nip, "١٢٣٤٥٦٣٢١٨"),  # digits, but not ours
    (clean_regon, "123456784"),
    (clean_regon, "000000000"),
    (clean_regon, "12345678"),
    (clean_regon, "12345678412347"),  # its first nine are wrong
    (clean_regon, "12345678512348"),
    (clean_regon, "00000000000000"),
    (clean_krs, "0000000000"),
    (clean_krs, "00001234567"),
    (clean_krs, "12A456"),
    (clean_postal_code, "8081"),
    (clean_postal_code, "80-81O"),
]


@pytest.mark.parametrize(("clean", "typed", "kept"), READ)
def test_it_reads_a_number_as_people_write_it(clean: Callable[[str], str], typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(("clean", "typed"), REFUSED)
def test_it_refuses_what_is_no_such_number(clean: Callable[[str], str], typed: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        clean(typed)
    assert refusal.value.messages[0].endswith(".")


@given(st.text(max_size=30))
@pytest.mark.parametrize("clean", [clean_nip, clean_regon, clean_krs, clean_postal_code])
def test_whatever_is_typed_it_keeps_something_readable_again_or_refuses(
    clean: Callable[[str], str], typed: str
) -> None:
    try:
        kept = clean(typed)
    except ValidationError:
        return
    assert clean(kept) == kept


def test_a_nip_is_shown_as_on_invoices() -> None:
    assert show_nip("1234563218") == "123-456-32-18"
