"""Identifiers that pass every check and belong to nobody.

No tax office has the number 000, no region of REGON the number 00, and KRS has not come to 0009…: so none of these can
meet a real organisation.
"""

NIP_WEIGHTS = (6, 5, 7, 2, 3, 4, 5, 6, 7)
REGON_WEIGHTS = (8, 9, 2, 3, 4, 5, 6, 7)


def nip(number: int) -> str:
    """The made-up NIP of this number (1–9999); one whose check digit would be 10 gives way to another."""
    digits = f"000{number:04d}{number % 97:02d}"
    for last in range(10):
        candidate = digits[:-1] + str(last)
        check = _sum(candidate, NIP_WEIGHTS) % 11
        if check < 10:
            return f"{candidate}{check}"
    raise ValueError(number)


def regon(number: int) -> str:
    """The made-up REGON of this number (1–9999)."""
    digits = f"00{number:04d}{number % 89:02d}"
    return f"{digits}{_sum(digits, REGON_WEIGHTS) % 11 % 10}"


def krs(number: int) -> str:
    """The made-up KRS number of this number (1–9999)."""
    return f"0009{number:06d}"


def _sum(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
