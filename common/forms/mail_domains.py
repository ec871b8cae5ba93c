"""A well-known post office with a letter wrong: whom to ask back, since a mail to `gmial.com` reaches nobody."""

from difflib import get_close_matches

OFFICES = (
    "gmail.com", "wp.pl", "o2.pl", "onet.pl", "onet.eu", "op.pl", "vp.pl", "poczta.onet.pl", "interia.pl", "interia.eu",
    "interia.com", "poczta.fm", "tlen.pl", "gazeta.pl", "outlook.com", "hotmail.com", "live.com", "icloud.com",
    "me.com", "yahoo.com", "yahoo.pl", "proton.me", "protonmail.com", "buziaczek.pl", "neostrada.pl",
)  # fmt: skip
# Others that are as near to one of these as a mistake is.
OTHERS = ("mail.com", "email.com", "ymail.com", "gmx.com", "wp.eu", "pl.pl", "aol.com", "inet.pl")
# Too far for the measure, yet usual.
USUAL = {
    "gmail.pl": "gmail.com",
    "gmail.co": "gmail.com",
    "gmail": "gmail.com",
    "onet.com": "onet.pl",
    "wp.com": "wp.pl",
}
NEAR = 0.85


def meant_address(address: str) -> str:
    """The address that was probably meant (`anna@gmail.com` for `anna@gmial.com`); nothing where it looks right."""
    name, at, domain = address.rpartition("@")
    domain = domain.lower()
    if not at or domain in OFFICES or domain in OTHERS:
        return ""
    near = [USUAL[domain]] if domain in USUAL else get_close_matches(domain, OFFICES, n=1, cutoff=NEAR)
    return f"{name}@{near[0]}" if near else ""
