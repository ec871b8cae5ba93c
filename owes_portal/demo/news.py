"""News beside the reports: some of the past years, some around the day of loading, one that announces."""

from datetime import date, timedelta
from typing import Any

from news.articles.models import Article
from news.galleries.models import Gallery
from owes_portal.demo.build import Data, at, missing
from owes_portal.demo.pictures import Album
from owes_portal.demo.stories import add_article, add_gallery, event

# `days` is the distance from the day of loading; `published` a day of its own.
NEWS: list[Data] = [
    {
        "slug": "trzy-pytania-przed-zalozeniem-spoldzielni",
        "published": at(date(2017, 3, 21), 9),
        "title": "Trzy pytania przed założeniem spółdzielni",
        "lead": "Kto kupi, kto zrobi, kto policzy? Jeżeli znasz odpowiedzi, reszta jest do załatwienia.",
        "category": "dobre-praktyki",
        "tags": ["spółdzielnie socjalne", "poradnik"],
        "centre": "mowes",
        "cover": ("warsztat", "Dwoje ludzi przy stole stolarskim buduje karmniki", ""),
    },
    {
        "slug": "wizyta-studyjna-zapraszamy-lubuszan",
        "published": at(date(2017, 5, 16), 10),
        "title": "Restauracja dwóch spółdzielni czeka na gości",
        "lead": "W czerwcu jedziemy do Byczyny, Częstochowy i Żarek. W autokarze są jeszcze miejsca.",
        "category": "ogloszenia",
        "tags": ["wizyty studyjne"],
        "centre": "rops-lubuskie",
        "events": [("wizyta-studyjna-byczyna-czestochowa-zarki", "announces")],
        "cover": ("spichlerz", "Szachulcowy spichlerz z czerwonym dachem, przed nim goście pod parasolami", ""),
    },
    {
        "slug": "spoldzielczy-poznan-gra-miejska",
        "published": at(date(2021, 9, 15), 9),
        "title": "„Spółdzielczy Poznań” w nowej odsłonie",
        "lead": "Gra miejska prowadzi śladem dawnych spółdzielni. Teraz można w nią zagrać także po angielsku.",
        "category": "aktualnosci",
        "tags": ["Poznań", "spółdzielczość"],
        "centre": "owes-poznan",
        "cover": ("gra-miejska", "Siedem osób z mapą na rynku, jedna na wózku, w tle ratusz z koziołkami", ""),
    },
    {
        "slug": "nowy-projekt-pomorze-przy-wspolnym-stole",
        "published": at(date(2024, 2, 5), 9),
        "title": "Rusza projekt „Pomorze przy wspólnym stole”",
        "lead": "Pięć lat spotkań, wizyt i wspólnych planów. Zaczynamy od rozmów w każdym powiecie.",
        "category": "ekonomia-spoleczna",
        "tags": ["ROPS", "współpraca ośrodków"],
        "centre": "rops-pomorskie",
        "project": "pomorze-przy-wspolnym-stole",
        "cover": ("stol", "Osiem osób przy okrągłym stole widzianym z góry, jedna na wózku", ""),
    },
    {
        "slug": "co-daje-status-przedsiebiorstwa-spolecznego",
        "days": -160,
        "title": "Co daje status przedsiębiorstwa społecznego",
        "lead": "O status występuje się do wojewody. Zebraliśmy odpowiedzi na pytania, które słyszymy najczęściej.",
        "category": "ekonomia-spoleczna",
        "tags": ["przedsiębiorstwo społeczne", "poradnik"],
        "centre": "rops-pomorskie",
        "cover": ("prelekcja", "Prelegentka pokazuje na tablicy sieć powiązań, pięć osób słucha", ""),
    },
    {
        "slug": "malbork-i-kwidzyn-relacja-z-wizyty",
        "days": -57,
        "title": "Kajak, ceramika i rachunek: dwa dni nad Nogatem",
        "lead": "Pojechaliśmy zobaczyć, jak sport i terapia zarabiają na siebie.",
        "category": "relacje",
        "tags": ["wizyty studyjne"],
        "centre": "nadwislanski-owes",
        "project": "pomorze-przy-wspolnym-stole",
        "events": [("wizyta-studyjna-zulawy", "reports")],
        "entities": [
            ("wtz-pod-kasztanami", "Ceramika, ogrodnictwo, rękodzieło."),
            ("klub-sportowy-nogat", "Sport bez barier."),
        ],
        "cover": ("wyjazd", "Buraczkowy autokar z uczestnikami jedzie przez wzgórza", ""),
    },
    {
        "slug": "zupa-pomidorowa-policzona",
        "days": -30,
        "title": "Zupa pomidorowa, policzona do grosza",
        "lead": "Na warsztacie w Słupsku kucharki i księgowe liczyły razem. Wyszło, że obiad był za tani.",
        "category": "relacje",
        "tags": ["warsztaty", "gastronomia"],
        "centre": "owes-slupsk",
        "project": "pomorze-przy-wspolnym-stole",
        "events": [("warsztat-kosztorys-w-slupsku", "reports")],
        "entities": [("spoldzielnia-socjalna-zaczyn", "Piekarnia i kawiarnia.")],
        "cover": ("bar-mleczny", "Kucharz i kucharka za ladą, dwoje gości czeka na obiad", ""),
    },
    {
        "slug": "nabor-na-dotacje-dla-nowych-miejsc-pracy",
        "days": -20,
        "title": "Dotacje na nowe miejsca pracy: nabór trwa",
        "lead": "Wnioski przyjmują wszystkie cztery pomorskie ośrodki. Zanim zaczniesz pisać, zadzwoń.",
        "category": "nabory",
        "tags": ["dotacje", "miejsca pracy"],
        "centre": "dobra-robota",
        "cover": ("pomysly", "Ręce uczestników nad arkuszem pełnym kolorowych karteczek", ""),
    },
    {
        "slug": "nowa-sala-w-dzierzgoniu",
        "days": -9,
        "title": "Nowa sala spotkań w Dzierzgoniu",
        "lead": "Bez progów, z pętlą indukcyjną i z dużym stołem. Organizacje korzystają z niej bezpłatnie.",
        "category": "ogloszenia",
        "tags": ["dostępność"],
        "centre": "nadwislanski-owes",
        "cover": ("sala", "Sala z dwoma okrągłymi stołami, przy których siedzą uczestnicy", ""),
    },
    {
        "slug": "zapisz-sie-na-konferencje",
        "days": -3,
        "title": "Konferencja „Pomorze przy wspólnym stole”: zgłoszenia otwarte",
        "lead": "Czekamy na gminy, powiaty i podmioty ekonomii społecznej. Miejsc jest sto osiemdziesiąt.",
        "category": "ogloszenia",
        "tags": ["konferencje"],
        "centre": "rops-pomorskie",
        "project": "pomorze-przy-wspolnym-stole",
        "events": [("konferencja-pomorze-przy-wspolnym-stole", "announces")],
        "cover": ("konferencja", "Mówczyni przy pulpicie, trzy osoby przy stole, pięć flag", ""),
    },
    {
        "slug": "slony-wiatr-zatrudnia",
        "days": -6,
        "title": "„Słony Wiatr” przyjmie trzy osoby",
        "lead": "Spółdzielnia z Pucka szuka kogoś do recepcji, do łodzi i do kuchni. Doświadczenie niepotrzebne.",
        "category": "aktualnosci",
        "tags": ["miejsca pracy", "spółdzielnie socjalne"],
        "centre": "dobra-robota",
        "entities": [("spoldzielnia-socjalna-slony-wiatr", "Rejsy, noclegi, oprowadzanie.")],
        "cover": ("jura", "Cztery osoby na wycieczce, w tle ruiny zamku na skale", ""),
    },
    {
        "slug": "trzy-gminy-szukaja-ogrodnikow",
        "days": -1,
        "title": "Trzy gminy szukają ogrodników",
        "title_en": "Three municipalities look for gardeners",
        "lead": "W Pruszczu Gdańskim zamawiający i wykonawcy zieleni usiedli przy jednym stole. Po godzinie mieli "
        "pierwsze "
        "wspólne terminy.",
        "lead_en": "In Pruszcz Gdański those who order green works sat at one table with those who do them. An hour "
        "later "
        "they had their first dates.",
        "category": "relacje",
        "tags": ["sieciowanie", "zieleń", "zamówienia społeczne"],
        "centre": "dobra-robota",
        "project": "pomorze-przy-wspolnym-stole",
        "author": "Alicja Brzezicka",
        "events": [("zielen-na-zamowienie", "reports")],
        "entities": [
            ("fundacja-zielony-port", "Zakłada ogrody społeczne i kieszonkowe parki na osiedlach."),
            ("centrum-integracji-spolecznej-w-tczewie", "Warsztat ogrodniczy i pielęgnacja zieleni."),
        ],
        "gallery": "zielen-na-zamowienie",
        "cover": ("zielen", "Troje ludzi w roboczych kamizelkach sadzi kwiaty na skwerze", "Rabata na początek."),
    },
]
GALLERY: Data = {
    "slug": "zielen-na-zamowienie",
    "title": "Zieleń na zamówienie",
    "event": "zielen-na-zamowienie",
    "centre": "dobra-robota",
    "photos": [
        ("zielen", "Troje ludzi w roboczych kamizelkach sadzi kwiaty na skwerze", "Pokaz przed domem sąsiedzkim"),
        ("stol", "Osiem osób przy okrągłym stole widzianym z góry, jedna na wózku", "Zamawiający i wykonawcy"),
        ("pomysly", "Ręce uczestników nad arkuszem pełnym kolorowych karteczek", "Lista miejsc do obsadzenia"),
        ("rynek", "Rynek miasteczka z ratuszem, na placu spotykają się ludzie", "Po spotkaniu"),
    ],
}


def load(today: date, album: Album) -> None:
    """News that are not there yet."""
    for data in missing(Gallery, [GALLERY]):
        add_gallery({**data, "taken_on": event(data["event"]).starts_on}, album)
    for data in missing(Article, NEWS):
        fields: dict[str, Any] = {key: value for key, value in data.items() if key != "days"}
        if "days" in data:
            fields["published"] = at(today + timedelta(days=data["days"]), 10)
        add_article(fields, album)
