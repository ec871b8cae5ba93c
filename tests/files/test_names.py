"""Names of uploaded files made harmless."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from files.names import safe_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Zdjęcie z Kęt.JPG", "Zdjęcie z Kęt.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("..\\..\\windows\\system.ini", "system.jpg"),
        ("zdj\0ęcie.jpg", "zdjęcie.jpg"),
        ("rachunek\u202egpj.exe", "rachunekgpj.jpg"),
        ("a\r\nSet-Cookie: x=1.jpg", "aSet-Cookie_ x=1.jpg"),
        ("IMG.2017.06.20.jpeg", "IMG.2017.06.20.jpg"),
        ('"><script>.png', "_script_.jpg"),
        ("con.jpg", "_con.jpg"),
        ("...", "plik.jpg"),
        ("", "plik.jpg"),
        (".htaccess", "htaccess.jpg"),
        ("z" * 500 + ".jpg", "z" * 120 + ".jpg"),
        ("Spotkanie nr. dwadzieścia", "Spotkanie nr. dwadzieścia.jpg"),
        ("e\u0328.jpg", "ę.jpg"),
    ],
)
def test_a_name_becomes_harmless_and_stays_readable(name: str, expected: str) -> None:
    assert safe_name(name, extension="jpg") == expected


@given(st.text(max_size=300))
def test_no_name_at_all_slips_through(name: str) -> None:
    safe = safe_name(name, extension="pdf")
    assert safe.endswith(".pdf")
    assert len(safe) <= 130
    assert not set(safe) & set('/\\<>:"|?*%;\0\n\r')
    assert not safe.startswith(".")
    assert all(unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp") for c in safe)
