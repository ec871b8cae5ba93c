"""A working meeting of the support centres of Pomorskie with their ROPS, Gdańsk, 17 April 2019."""

from datetime import date

from owes_portal.demo.build import at

DAY = date(2019, 4, 17)
SLUG = "spotkanie-robocze-osrodkow-wsparcia-ekonomii-spolecznej"
CREDIT = "Stanisław Gołębiewski"
ROPS = "rops-wojewodztwa-pomorskiego"
PICTURE = (
    "grupy",
    "Dwie grupy przy stołach z karteczkami, prowadząca zapisuje pomysły na tablicy",
    "Ośrodki pracowały w mieszanych grupach.",
)
PROJECT = "pomorski-system-przedsiebiorczosci-spolecznej"

ENTITIES = [
    {
        "slug": "urzad-marszalkowski-wojewodztwa-pomorskiego",
        "kind": "region-government",
        "name": "Urząd Marszałkowski Województwa Pomorskiego",
        "town": "Gdańsk",
        "street": "ul. Okopowa 21/27",
        "lead": "Urząd samorządu województwa pomorskiego.",
    },
    {
        "slug": ROPS,
        "operator": "urzad-marszalkowski-wojewodztwa-pomorskiego",
        "kind": "rops",
        "name": "Regionalny Ośrodek Polityki Społecznej Urzędu Marszałkowskiego Województwa Pomorskiego",
        "short_name": "ROPS Województwa Pomorskiego",
        "town": "Gdańsk",
        "street": "ul. Okopowa 21/27",
        "phone": "+48583268561",
        "email": "rops@pomorskie.eu",
        "lead": "Koordynuje rozwój ekonomii społecznej w województwie pomorskim.",
    },
    {
        "slug": "dobra-robota",
        "kind": "owes",
        "name": "Ośrodek Wsparcia Ekonomii Społecznej „Dobra Robota”",
        "short_name": "Dobra Robota",
        "town": "Gdańsk",
        "lead": "Ośrodek wsparcia dla subregionu metropolitalnego.",
        "services": [("doradztwo", "Doradztwo dla zakładających spółdzielnie", "")],
    },
    {
        "slug": "stowarzyszenie-debrzno",
        "number": 141,
        "kind": "association",
        "name": "Stowarzyszenie „Na Rzecz Rozwoju Miasta i Gminy Debrzno”",
        "short_name": "Stowarzyszenie z Debrzna",
        "town": "Debrzno",
        "lead": "Prowadzi ośrodek wsparcia dla subregionu południowego.",
    },
    {
        "slug": "centrum-inicjatyw-obywatelskich",
        "number": 142,
        "kind": "association",
        "name": "Centrum Inicjatyw Obywatelskich",
        "short_name": "CIO",
        "town": "Słupsk",
        "lead": "Prowadzi ośrodek wsparcia dla subregionu słupskiego.",
        "services": [("szkolenia", "Szkolenia dla organizacji", ""), ("ksiegowosc", "Księgowość dla organizacji", "")],
    },
    {
        "slug": "nadwislanski-owes",
        "kind": "owes",
        "name": "Nadwiślański Ośrodek Wsparcia Ekonomii Społecznej w Dzierzgoniu",
        "short_name": "Nadwiślański OWES",
        "town": "Dzierzgoń",
        "lead": "Ośrodek wsparcia z siedzibą w Dzierzgoniu.",
    },
]

EVENTS = [
    {
        "slug": SLUG,
        "kind": "working",
        "title": "Spotkanie robocze ośrodków wsparcia ekonomii społecznej",
        "title_en": "Working meeting of the social-economy support centres",
        "lead": "Cztery pomorskie ośrodki i ROPS sprawdzają, czego im potrzeba, żeby dobrze ze sobą pracować.",
        "lead_en": "The four centres of Pomorskie and their ROPS look at what they need to work well together.",
        "aim": "Ustalić, czego potrzebują ośrodki wsparcia ekonomii społecznej w województwie pomorskim, na początku "
        "nowego projektu koordynacji.",
        "starts_on": DAY,
        "assumption": "Dokument podaje środę 17 kwietnia bez roku; dzień tygodnia i projekt wskazują na rok 2019.",
        "section": "Ekonomia społeczna",
        "centre": "rops-pomorskie",
        "project": PROJECT,
        "target_group": "Pracownicy ośrodków wsparcia ekonomii społecznej województwa pomorskiego",
        "contact_phone": "+48583268561",
        "contact_email": "rops@pomorskie.eu",
        "cover": PICTURE,
        "credit": CREDIT,
        "entities": [
            ("organiser", ROPS, ""),
            ("host", "urzad-marszalkowski-wojewodztwa-pomorskiego", ""),
            ("represented", "dobra-robota", "OWES dla subregionu metropolitalnego"),
            ("represented", "stowarzyszenie-debrzno", "OWES dla subregionu południowego"),
            ("represented", "centrum-inicjatyw-obywatelskich", "OWES dla subregionu słupskiego"),
            ("represented", "nadwislanski-owes", "OWES z siedzibą w Dzierzgoniu"),
        ],
        "stops": [
            {
                "key": "urzad",
                "name": "Urząd Marszałkowski Województwa Pomorskiego",
                "town": "Gdańsk",
                "address": "ul. Okopowa 21/27",
                "host": "urzad-marszalkowski-wojewodztwa-pomorskiego",
            }
        ],
        "items": [
            {
                "title": "Otwarcie i wprowadzenie w temat",
                "stop": "urzad",
                "people": [
                    {
                        "role": "opener",
                        "name": "Irena Lewandowicz",
                        "function": "dyrektorka",
                        "institution": "Regionalny Ośrodek Polityki Społecznej",
                        "entity": ROPS,
                    }
                ],
            },
            {"title": "Dyskusja o potrzebach ośrodków", "stop": "urzad"},
            {
                "title": "Warsztaty w mieszanych grupach",
                "stop": "urzad",
                "description": "Przy każdym stole pracownicy różnych ośrodków.",
            },
        ],
        "points": [
            {
                "kind": "topic",
                "title": "Wątki dyskusji",
                "points": [
                    "co projekt „Pomorski system przedsiębiorczości społecznej” może dać ośrodkom",
                    "w czym ROPS ma wspierać ośrodki",
                    "co jest zaplanowane na rok 2019",
                    "jakiej współpracy potrzebują OWES i jak ją rozwijać",
                ],
            },
            {
                "kind": "result",
                "title": "Co wypracowano na warsztatach",
                "points": [
                    "opis problemów ośrodków i przedsiębiorstw społecznych, którym pomagają",
                    "lista potrzeb szkoleniowych",
                    "propozycje warsztatów",
                    "inne wspólne działania, które zacieśnią współpracę i pomogą mówić o wartościach ekonomii "
                    "społecznej",
                ],
            },
        ],
    }
]

GALLERIES = [
    {
        "slug": "spotkanie-robocze-owes-2019",
        "title": "Spotkanie robocze OWES w Gdańsku",
        "title_en": "Working meeting of the centres in Gdańsk",
        "event": SLUG,
        "centre": "rops-pomorskie",
        "credit": CREDIT,
        "taken_on": DAY,
        "photos": [
            ("grupy", "Dwie grupy przy stołach z karteczkami, prowadząca przy tablicy", "Praca w grupach"),
            ("pomysly", "Ręce uczestników nad arkuszem pełnym kolorowych karteczek", "Dziesiątki pomysłów"),
            ("stol", "Osiem osób przy okrągłym stole widzianym z góry, jedna na wózku", "Wszystkie ośrodki przy stole"),
            ("prelekcja", "Prelegentka pokazuje schemat na tablicy, pięć osób słucha", "Wprowadzenie"),
        ],
    }
]

ARTICLES = [
    {
        "slug": "czego-potrzebuja-pomorskie-osrodki",
        "title": "Czego potrzebują pomorskie ośrodki?",
        "title_en": "What do the centres of Pomorskie need?",
        "lead": "Zaczyna się nowy projekt, więc ROPS zapytał tych, którzy będą go tworzyć na co dzień. Odpowiedziały "
        "wszystkie cztery ośrodki.",
        "lead_en": "A new project begins, so the ROPS asked those who will make it every day. All four centres "
        "answered.",
        "published": at(date(2019, 4, 19), 12),
        "assumption": "Dokument nie podaje dnia publikacji; przyjęto 19 kwietnia 2019 r.",
        "category": "ekonomia-spoleczna",
        "tags": ["OWES", "ROPS", "współpraca ośrodków"],
        "centre": "rops-pomorskie",
        "project": PROJECT,
        "events": [(SLUG, "reports")],
        "entities": [
            ("dobra-robota", "OWES dla subregionu metropolitalnego"),
            ("stowarzyszenie-debrzno", "OWES dla subregionu południowego"),
            ("centrum-inicjatyw-obywatelskich", "OWES dla subregionu słupskiego"),
            ("nadwislanski-owes", "OWES z siedzibą w Dzierzgoniu"),
        ],
        "gallery": "spotkanie-robocze-owes-2019",
        "cover": PICTURE,
        "credit": CREDIT,
        "attachments": [("zalozenia-spotkania.pdf", "presentation", "Prezentacja: główne założenia spotkania")],
    }
]
