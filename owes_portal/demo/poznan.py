"""An international meeting of the project Innovative Collaborations in Poznań, 25–26 October 2021."""

from datetime import date

from owes_portal.demo.build import at

FIRST, SECOND = date(2021, 10, 25), date(2021, 10, 26)
SLUG = "innovative-collaborations-spotkanie-w-poznaniu"
ASSOCIATION = "stowarzyszenie-na-rzecz-spoldzielni-socjalnych"
THEME = "Ekonomia społeczna w Unii Europejskiej: odporność na kryzys i umiejętność przystosowania się do zmian"
THEME_EN = "Social economy in EU: resilience and crisis resistance"

ENTITIES = [
    {
        "slug": ASSOCIATION,
        "number": 131,
        "kind": "association",
        "name": "Stowarzyszenie Na Rzecz Spółdzielni Socjalnych",
        "town": "Poznań",
        "website": "http://spoldzielnie.org/",
        "lead": "Wspiera spółdzielnie socjalne w Wielkopolsce i uczy się od partnerów z Europy.",
        "lead_en": "Supports social cooperatives in Wielkopolska and learns from partners across Europe.",
        "services": [
            ("szkolenia", "Szkolenia i doradztwo dla spółdzielni", ""),
            ("wycieczki", "Gra miejska „Spółdzielczy Poznań”", "Po polsku i po angielsku."),
        ],
    },
    {
        "slug": "spoldzielnia-socjalna-blues-hostel",
        "number": 132,
        "kind": "social-cooperative",
        "name": "Spółdzielnia Socjalna Blues Hostel",
        "short_name": "Blues Hostel",
        "town": "Poznań",
        "lead": "Prowadzi hostel i opiekę wytchnieniową.",
        "lead_en": "Runs a hostel and respite care.",
        "services": [("noclegi", "Noclegi w hostelu", ""), ("opieka-wytchnieniowa", "Opieka wytchnieniowa", "")],
        "bundles": [
            (
                "Opieka Wytchnieniowa+",
                "Trzy usługi, które się uzupełniają: opiekun może odpocząć, a bliska osoba jest bezpieczna.",
                [
                    "Opieka wytchnieniowa w hostelu z asystentem osobistym",
                    "Mobilna opieka wytchnieniowa",
                    "Help desk: doradztwo dla opiekunów i podopiecznych",
                ],
            )
        ],
        "status": {"decision_number": "PS-V.6521.132.2023", "decided_on": date(2023, 9, 4)},
        "photo": (
            "hostel",
            "Opiekunka prowadzi starszą panią na wózku, opiekun niesie herbatę",
            "Pokój w hostelu opiekuńczym",
        ),
    },
    {
        "slug": "spoldzielnia-socjalna-sport-i-rehabilitacja",
        "number": 133,
        "kind": "social-cooperative",
        "name": "Spółdzielnia Socjalna Sport i Rehabilitacja",
        "short_name": "Sport i Rehabilitacja",
        "town": "Konin",
        "lead": "Pomaga mieszkańcom Konina wrócić do sprawności.",
        "lead_en": "Helps people in Konin to get fit again.",
        "services": [("rehabilitacja", "Rehabilitacja i ćwiczenia", ""), ("dostepnosc", "Dostosowanie mieszkań", "")],
        "bundles": [
            (
                "Rehabilitacja+",
                "Od szkolenia po projekt dostosowanego mieszkania: wszystko w jednym miejscu, dla mieszkańców Konina.",
                [
                    "Szkolenia",
                    "Konsultacje, które kończą się projektem architektonicznym",
                    "Rehabilitacja",
                    "Transport uczestników szkoleń",
                    "Doradztwo telefoniczne: dobór sprzętu ortopedycznego, medycznego i rehabilitacyjnego",
                ],
            )
        ],
        "status": {"decision_number": "PS-V.6521.133.2023", "decided_on": date(2023, 11, 30)},
        "photo": (
            "rehabilitacja",
            "Starszy pan ćwiczy przy poręczach z terapeutką, obok kobieta na macie z terapeutą",
            "Sala rehabilitacji",
        ),
    },
    {
        "slug": "pracownia-ladne-rzeczy",
        "number": 134,
        "kind": "other-ngo",
        "name": "Pracownia Ekonomii Społecznej „ładne rzeczy”",
        "short_name": "ładne rzeczy",
        "town": "Poznań",
        "brand": "Klunkry wielkopolskie",
        "lead": "Pokazuje i sprzedaje wyroby poznańskich podmiotów ekonomii społecznej.",
        "services": [("rekodzielo", "Upominki marki Klunkry wielkopolskie", "")],
        "photo": (
            "kram",
            "Kram z kubkami, wazonami i torbami, dwoje sprzedawców i troje kupujących",
            "Klunkry wielkopolskie",
        ),
    },
    {
        "slug": "spoldzielnia-socjalna-furia",
        "number": 135,
        "kind": "social-cooperative",
        "name": "Spółdzielnia Socjalna Furia",
        "short_name": "Furia",
        "town": "Poznań",
        "lead": "Poznańska spółdzielnia socjalna, gospodyni części wizyty studyjnej.",
        "services": [("kawiarnia", "Kawiarnia i poczęstunki na spotkania", "")],
    },
    {
        "slug": "taka-mydlarnia",
        "number": 136,
        "kind": "social-cooperative",
        "name": "Taka Mydlarnia",
        "town": "Poznań",
        "lead": "Ręcznie robione mydła i kosmetyki.",
        "services": [("kosmetyki", "Mydła z naturalnych składników", "")],
        "photo": ("mydlarnia", "Trzy osoby w fartuchach robią mydło, nad stołem suszy się lawenda", "W mydlarni"),
    },
    {
        "slug": "i-re-forr",
        "kind": "foreign-partner",
        "country": "IT",
        "name": "I.Re.Forr (Regional Institute for Training and Research)",
        "short_name": "I.Re.Forr",
        "lead": "Włoski instytut szkoleń i badań.",
    },
    {
        "slug": "bruxelles-europe-asbl",
        "kind": "foreign-partner",
        "country": "BE",
        "name": "Bruxelles Europe asbl",
        "lead": "Organizacja z Belgii.",
    },
    {
        "slug": "synthesis-center",
        "kind": "foreign-partner",
        "country": "CY",
        "name": "Synthesis Center For Research and Education",
        "short_name": "Synthesis Center",
        "lead": "Cypryjski ośrodek badań i edukacji.",
    },
    {
        "slug": "centre-ressources-arobase",
        "kind": "foreign-partner",
        "country": "FR",
        "name": "Center Ressources Arobase",
        "lead": "Organizacja z Francji.",
    },
    {
        "slug": "ministerstwo-funduszy-i-polityki-regionalnej",
        "kind": "ministry",
        "name": "Ministerstwo Funduszy i Polityki Regionalnej",
        "town": "Warszawa",
    },
    {
        "slug": "uniwersytet-ekonomiczny-w-poznaniu",
        "kind": "university",
        "name": "Uniwersytet Ekonomiczny w Poznaniu",
        "town": "Poznań",
    },
    {
        "slug": "rops-w-poznaniu",
        "kind": "rops",
        "name": "Regionalny Ośrodek Polityki Społecznej w Poznaniu",
        "short_name": "ROPS w Poznaniu",
        "town": "Poznań",
        "lead": "Koordynuje ekonomię społeczną w Wielkopolsce.",
    },
]

EVENTS = [
    {
        "slug": SLUG,
        "kind": "international",
        "title": "Innovative Collaborations: spotkanie w Poznaniu",
        "title_en": "Innovative Collaborations: the meeting in Poznań",
        "theme": THEME,
        "theme_en": THEME_EN,
        "lead": "Partnerzy z pięciu krajów rozmawiają o tym, jak przedsiębiorstwa społeczne przechodzą przez kryzys.",
        "lead_en": "Partners from five countries talk about how social enterprises come through a crisis.",
        "aim": "Wymienić doświadczenia partnerów i przygotować model współpracy przedsiębiorstw społecznych.",
        "starts_on": FIRST,
        "ends_on": SECOND,
        "centre": "owes-poznan",
        "project": "innovative-collaborations",
        "target_group": "Zespoły partnerów projektu, zaproszeni eksperci, przedsiębiorstwa społeczne",
        "cover": (
            "konferencja",
            "Mówczyni przy pulpicie, trzy osoby przy stole, flagi Belgii, Cypru, Francji, Polski i Włoch",
            "Pierwszy dzień: warsztaty partnerów.",
        ),
        "entities": [
            ("organiser", ASSOCIATION, "Gospodarz spotkania."),
            ("presented", "spoldzielnia-socjalna-blues-hostel", "Wdraża model Opieka Wytchnieniowa+."),
            ("presented", "spoldzielnia-socjalna-sport-i-rehabilitacja", "Wdraża model Rehabilitacja+."),
            ("represented", "i-re-forr", "Partner z Włoch."),
            ("represented", "bruxelles-europe-asbl", "Partner z Belgii."),
            ("represented", "synthesis-center", "Partner z Cypru."),
            ("represented", "centre-ressources-arobase", "Partner z Francji."),
            ("represented", "rops-w-poznaniu", ""),
            ("visited", "pracownia-ladne-rzeczy", "Pokazała markę społeczną Klunkry wielkopolskie."),
            ("visited", "spoldzielnia-socjalna-furia", "Rozmowa w pracowni „ładne rzeczy”."),
            ("visited", "taka-mydlarnia", "Rozmowa w pracowni „ładne rzeczy”."),
        ],
        "stops": [
            {"key": "warsztaty", "day": FIRST, "name": "Warsztaty partnerów", "town": "Poznań", "host": ASSOCIATION},
            {
                "key": "pracownia",
                "day": SECOND,
                "name": "Pracownia Ekonomii Społecznej „ładne rzeczy”",
                "town": "Poznań",
                "host": "pracownia-ladne-rzeczy",
                "description": "Wizyta studyjna: rozmowy z poznańskimi podmiotami ekonomii społecznej i marka "
                "społeczna "
                "Klunkry wielkopolskie.",
            },
            {
                "key": "miasto",
                "day": SECOND,
                "name": "Gra miejska „Spółdzielczy Poznań”",
                "town": "Poznań",
                "host": ASSOCIATION,
                "description": "Niespodzianka na koniec: angielska wersja gry o spółdzielczej historii miasta.",
            },
        ],
        "items": [
            {
                "title": "Warsztaty z udziałem ekspertów",
                "title_en": "Workshops with invited experts",
                "stop": "warsztaty",
                "description": "Wśród gości także przedstawiciele Regionalnego Ośrodka Polityki Społecznej w Poznaniu "
                "i przedsiębiorstw społecznych.",
                "people": [
                    {
                        "role": "expert",
                        "name": "Tomasz Wierzbowski",
                        "institution": "Ministerstwo Funduszy i Polityki Regionalnej",
                        "entity": "ministerstwo-funduszy-i-polityki-regionalnej",
                    },
                    {
                        "role": "expert",
                        "academic_title": "dr",
                        "name": "Joanna Kubicka",
                        "institution": "Uniwersytet Ekonomiczny w Poznaniu",
                        "entity": "uniwersytet-ekonomiczny-w-poznaniu",
                    },
                ],
            },
            {
                "title": "Dwie spółdzielnie i ich wiązki usług",
                "title_en": "Two cooperatives and their bundles of services",
                "stop": "warsztaty",
                "description": "Blues Hostel oraz Sport i Rehabilitacja opowiadają o usługach, które wdrażają w "
                "projekcie "
                "Energia Społeczna.",
            },
            {
                "title": "Wizyta w pracowni „ładne rzeczy”",
                "title_en": "A visit to the workshop “ładne rzeczy”",
                "stop": "pracownia",
            },
            {
                "title": "Gra miejska „Spółdzielczy Poznań” po angielsku",
                "title_en": "“Cooperative Poznań”, a city game in English",
                "stop": "miasto",
            },
        ],
        "points": [
            {
                "kind": "topic",
                "title": "O czym rozmawiano",
                "title_en": "What we talked about",
                "points": [
                    "opieka społeczna a spółdzielnie socjalne",
                    "mechanizm zakupowy",
                    "siła współpracy, czyli sieciowanie",
                    "znaczenie wartości",
                    "pakiety usług",
                    "coraz większa rola nowych technologii",
                    "ekonomia społeczna a edukacja",
                ],
            }
        ],
    }
]

GALLERIES = [
    {
        "slug": "innovative-collaborations-poznan-2021",
        "title": "Innovative Collaborations w Poznaniu",
        "title_en": "Innovative Collaborations in Poznań",
        "event": SLUG,
        "centre": "owes-poznan",
        "taken_on": FIRST,
        "photos": [
            ("konferencja", "Mówczyni przy pulpicie, trzy osoby przy stole, pięć flag", "Warsztaty partnerów"),
            ("hostel", "Opiekunka prowadzi starszą panią na wózku, opiekun niesie herbatę", "Blues Hostel"),
            ("rehabilitacja", "Starszy pan ćwiczy przy poręczach z terapeutką", "Sport i Rehabilitacja"),
            ("kram", "Kram z kubkami, wazonami i torbami", "Klunkry wielkopolskie"),
            ("mydlarnia", "Trzy osoby w fartuchach robią mydło", "Taka Mydlarnia"),
            ("gra-miejska", "Siedem osób z mapą na rynku, w tle ratusz z koziołkami", "Spółdzielczy Poznań"),
        ],
    }
]

ARTICLE = "innovative-collaborations-piec-krajow-w-poznaniu"
PICTURE = (
    "konferencja",
    "Mówczyni przy pulpicie, trzy osoby przy stole, flagi Belgii, Cypru, Francji, Polski i Włoch",
    "Pierwszy dzień: warsztaty partnerów.",
)
ARTICLES = [
    {
        "slug": ARTICLE,
        "title": "Innovative Collaborations: pięć krajów spotyka się w Poznaniu",
        "lead": "Co pomaga przedsiębiorstwom społecznym przetrwać kryzys? Przez dwa dni szukali na to odpowiedzi "
        "partnerzy "
        "z Belgii, Cypru, Francji, Polski i Włoch.",
        "published": at(SECOND, 18),
        "category": "aktualnosci",
        "tags": ["współpraca międzynarodowa", "wiązki usług", "marka społeczna"],
        "centre": "owes-poznan",
        "project": "innovative-collaborations",
        "events": [(SLUG, "reports")],
        "entities": [
            ("spoldzielnia-socjalna-blues-hostel", "Opieka Wytchnieniowa+: trzy uzupełniające się usługi."),
            ("spoldzielnia-socjalna-sport-i-rehabilitacja", "Rehabilitacja+: od szkoleń po projekt mieszkania."),
            ("pracownia-ladne-rzeczy", "Marka społeczna Klunkry wielkopolskie."),
        ],
        "gallery": "innovative-collaborations-poznan-2021",
        "cover": PICTURE,
    },
    {
        "slug": "innovative-collaborations-five-countries-meet-in-poznan",
        "language": "en",
        "translation_of": ARTICLE,
        "title": "Innovative Collaborations: five countries meet in Poznań",
        "lead": "What helps social enterprises to come through a crisis? For two days partners from Belgium, "
        "Cyprus, France, "
        "Italy and Poland looked for answers.",
        "published": at(SECOND, 19),
        "category": "aktualnosci",
        "tags": ["współpraca międzynarodowa"],
        "centre": "owes-poznan",
        "project": "innovative-collaborations",
        "entities": [
            ("spoldzielnia-socjalna-blues-hostel", "Respite Care+: three services that complete each other."),
            (
                "spoldzielnia-socjalna-sport-i-rehabilitacja",
                "Rehabilitation+: from training to a home made accessible.",
            ),
        ],
        "gallery": "innovative-collaborations-poznan-2021",
        "cover": (
            "konferencja",
            "A speaker at a desk, three people at a table, the flags of Belgium, Cyprus, France, Poland and Italy",
            "The first day: the partners’ workshops.",
        ),
    },
]
