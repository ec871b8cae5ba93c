"""The partnerships beside that of Starachowice: one of the county of Oświęcim, one of a subject."""

from datetime import date

from owes_portal.demo.build import Data, lines

PARTNERSHIPS: list[Data] = [
    {
        "slug": "partnerstwo-ziemi-oswiecimskiej",
        "kind": "local",
        "name": "Partnerstwo na rzecz ekonomii społecznej Ziemi Oświęcimskiej",
        "name_en": "Partnership for the social economy of the Land of Oświęcim",
        "centre": "mowes",
        "counties": ["1213"],
        "founded_on": date(2018, 2, 6),
        "assumption": "wszystko, bo partnerstwo jest przykładowe",
        "agreement_on": date(2018, 2, 6),
        "lead": "Gmina, spółdzielnie i firmy z Kęt oraz okolicy, które zaczęły od rozmowy przy jednym stole.",
        "lead_en": "A municipality, cooperatives and firms of Kęty and around, which began by talking at one table.",
        "aims": lines("""
            Wspólna lista usług, które można kupić na miejscu
            Klauzule społeczne w zamówieniach gmin
            Staże uczniów w spółdzielniach socjalnych"""),
        "rules": lines("""
            Spotykamy się co dwa miesiące
            Każde spotkanie kończy się listą zadań z nazwiskami"""),
        "contact_name": "Halina Zarzycka",
        "contact_phone": "+48330000001",
        "contact_email": "zarzycka@mowes.example",
        "members": [
            ("gmina-kety", "lead"),
            ("spoldzielnia-socjalna-koniczynka", "member"),
            ("spoldzielnia-socjalna-ketucky", "member"),
            ("kecka-rada-przedsiebiorczosci", "member"),
            ("powiatowy-urzad-pracy-w-oswiecimiu", "member"),
            ("fundacja-kolo-ratunkowe", "member"),
            ("zwiazek-lustracyjny-spoldzielni-pracy", "supporter"),
        ],
        "contacts": {
            "spoldzielnia-socjalna-koniczynka": ("Maria Kania", "owner@demo.example", "+48330000041"),
            "kecka-rada-przedsiebiorczosci": ("Ryszard Hałas", "halas@rada.example", "+48330000042"),
        },
        "documents": [
            ("zasady-partnerstwa.pdf", "Zasady współpracy", "public"),
            ("zalozenia-spotkania.pdf", "Założenia następnego spotkania", "members"),
        ],
        "support_team": [
            {
                "name": "Halina Zarzycka",
                "function": "animatorka współpracy z przedsiębiorcami",
                "institution": "MOWES Małopolska Zachodnia",
                "centre": "mowes",
            },
            {
                "name": "Bogdan Łuszczyk",
                "function": "animator",
                "institution": "MOWES Małopolska Zachodnia",
                "centre": "mowes",
            },
        ],
        "steps": [
            {
                "title": "Spisać usługi spółdzielni z cenami",
                "responsible": "spoldzielnia-socjalna-koniczynka",
                "due_on": date(2018, 4, 30),
                "state": "done",
                "done_on": date(2018, 4, 26),
            },
            {
                "title": "Zaprosić zamawiających z urzędów i szkół na degustację",
                "responsible": "spoldzielnia-socjalna-ketucky",
                "due_on": date(2018, 9, 28),
                "state": "done",
                "done_on": date(2018, 9, 14),
            },
        ],
    },
    {
        "slug": "pomorska-siec-uslug-opiekunczych",
        "kind": "thematic",
        "name": "Pomorska sieć usług opiekuńczych",
        "name_en": "Pomeranian network of care services",
        "centre": "rops-pomorskie",
        "counties": ["2205", "2206", "2261", "2262", "2263"],
        "founded_on": date(2024, 9, 12),
        "assumption": "wszystko, bo partnerstwo jest przykładowe",
        "agreement_on": date(2024, 9, 12),
        "lead": "Podmioty, które opiekują się ludźmi w domu, wymieniają się doświadczeniem i zastępstwami.",
        "lead_en": "Those who care for people at home share experience and stand in for each other.",
        "aims": lines("""
            Wspólny standard opieki w domu
            Zastępstwa między podmiotami w czasie chorób i urlopów
            Jedno szkolenie dla nowych opiekunek i opiekunów"""),
        "contact_name": "Alicja Brzezicka",
        "contact_phone": "+48580000011",
        "contact_email": "brzezicka@dobra-robota.example",
        "members": [
            ("wiklina-spolka-non-profit", "lead"),
            ("fundacja-cieply-piec", "member"),
            ("mops-w-gdyni", "member"),
            ("centrum-inicjatyw-obywatelskich", "member"),
            ("rops-wojewodztwa-pomorskiego", "supporter"),
        ],
        "support_team": [
            {
                "name": "Alicja Brzezicka",
                "function": "animatorka",
                "institution": "OWES „Dobra Robota”",
                "centre": "dobra-robota",
            },
            {
                "name": "Norbert Wittstock",
                "function": "animator",
                "institution": "OWES Centrum Inicjatyw Obywatelskich",
                "centre": "owes-slupsk",
            },
        ],
    },
]
