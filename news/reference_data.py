"""The sections of the news that a new portal begins with. Staff may add and rename."""

from common.db.reference_data import Row

# Slug, name, name in English.
SECTIONS = (
    ("aktualnosci", "Aktualności", "News"),
    ("ekonomia-spoleczna", "Ekonomia społeczna", "Social economy"),
    ("relacje", "Relacje", "Reports"),
    ("partnerstwa", "Partnerstwa lokalne", "Local partnerships"),
    ("dobre-praktyki", "Dobre praktyki", "Good practice"),
    ("nabory", "Nabory i dotacje", "Calls and grants"),
    ("ogloszenia", "Ogłoszenia", "Announcements"),
)


def categories() -> list[Row]:
    """The sections in their order."""
    return [
        {"slug": slug, "name": name, "name_en": english, "position": 10 * number}
        for number, (slug, name, english) in enumerate(SECTIONS, start=1)
    ]
