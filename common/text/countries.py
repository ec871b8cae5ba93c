"""Countries in the genitive ("z 5 krajów: Belgii, Cypru…"); the nominative comes from Babel."""

from babel import Locale

from common.text.folding import sort_key

GENITIVE = {
    "AT": "Austrii", "BE": "Belgii", "BG": "Bułgarii", "BY": "Białorusi", "CA": "Kanady", "CH": "Szwajcarii",
    "CY": "Cypru", "CZ": "Czech", "DE": "Niemiec", "DK": "Danii", "EE": "Estonii", "ES": "Hiszpanii",
    "FI": "Finlandii", "FR": "Francji", "GB": "Wielkiej Brytanii", "GE": "Gruzji", "GR": "Grecji", "HR": "Chorwacji",
    "HU": "Węgier", "IE": "Irlandii", "IS": "Islandii", "IT": "Włoch", "LT": "Litwy", "LU": "Luksemburga",
    "LV": "Łotwy", "MD": "Mołdawii", "MT": "Malty", "NL": "Holandii", "NO": "Norwegii", "PL": "Polski",
    "PT": "Portugalii", "RO": "Rumunii", "RS": "Serbii", "SE": "Szwecji", "SI": "Słowenii", "SK": "Słowacji",
    "TR": "Turcji", "UA": "Ukrainy", "US": "Stanów Zjednoczonych",
}  # fmt: skip


def country_name(code: str, language: str) -> str:
    """`Belgia`, `Belgium`; the code itself for a country nobody knows."""
    return str(Locale(language).territories.get(code, code))


def country_choices(language: str) -> list[tuple[str, str]]:
    """The countries of the table as options of a select: Poland first, then by the alphabet of the language."""
    others = sorted(((code, country_name(code, language)) for code in GENITIVE if code != "PL"), key=_by_name)
    return [("PL", country_name("PL", language)), *others]


def _by_name(pair: tuple[str, str]) -> str:
    return sort_key(pair[1])


def genitive(code: str) -> str:
    """`Belgii`; for a country outside the table the nominative, which a list bears."""
    return GENITIVE.get(code) or country_name(code, "pl")
