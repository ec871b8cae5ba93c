"""A networking meeting in Kęty, 29 March 2017: business and social cooperatives of one municipality."""

from datetime import date

from owes_portal.demo.build import at, paragraphs

DAY = date(2017, 3, 29)
SLUG = "spotkanie-sieciujace-w-ketach"
FOLLOW_UP = "kety-po-raz-drugi"
COUNCIL = (
    "Organ doradczy i opiniodawczy burmistrza: zabiera głos w sprawach rozwoju gospodarczego, inicjatyw "
    "społeczno-gospodarczych i promocji gminy wśród inwestorów."
)

ENTITIES = [
    {
        "slug": "spoldzielnia-socjalna-koniczynka",
        "number": 101,
        "kind": "social-cooperative",
        "name": "Spółdzielnia Socjalna „Koniczynka”",
        "short_name": "Koniczynka",
        "founder_type": "natural",
        "town": "Kęty",
        "street": "ul. Ogrodowa 4",
        "email": "koniczynka@podmiot.example",
        "phone": "+48330000101",
        "website": "https://koniczynka.example/",
        "lead": "Sprząta i dba o tereny zielone w Kętach i okolicy.",
        "lead_en": "Cleans and looks after green areas in and around Kęty.",
        "description": paragraphs("""
            Pracujemy w Kętach i w sąsiednich gminach. Sprzątamy biura, klatki schodowe i mieszkania, a od wiosny do
            jesieni dbamy o trawniki, rabaty i żywopłoty.

            Zlecenie zaczynamy od krótkiej wizyty: oglądamy miejsce, ustalamy, co i jak często trzeba zrobić, i w ciągu
            dwóch dni przysyłamy wycenę."""),
        "services": [
            ("sprzatanie-biur", "Sprzątanie biur i klatek schodowych", "Codziennie albo w ustalone dni tygodnia."),
            ("mycie-okien", "Mycie okien", "Do trzeciego piętra, także witryny sklepowe."),
            ("tereny-zielone", "Koszenie trawników i cięcie żywopłotów", "Stała opieka od kwietnia do października."),
            ("ogrody", "Obsadzanie rabat i skwerów", "Dobieramy rośliny, które same zniosą suszę."),
        ],
        "status": {
            "decision_number": "PS-V.6521.101.2024",
            "decided_on": date(2024, 3, 12),
        },
        "photo": (
            "zielen",
            "Troje ludzi w roboczych kamizelkach sadzi kwiaty na skwerze",
            "Nowe rabaty na skwerze",
        ),
    },
    {
        "slug": "spoldzielnia-socjalna-ketucky",
        "number": 102,
        "kind": "social-cooperative",
        "name": "Spółdzielnia Socjalna „Kętucky”",
        "short_name": "Kętucky",
        "founder_type": "natural",
        "town": "Kęty",
        "street": "Rynek 9",
        "email": "ketucky@podmiot.example",
        "phone": "+48330000102",
        "lead": "Prowadzi bar mleczny i gotuje na zamówienie.",
        "lead_en": "Runs a milk bar and caters for meetings.",
        "description": paragraphs("""
            W barze mlecznym na rynku codziennie wydajemy obiady: zupę, drugie danie i kompot. Gotujemy też na
            zamówienie, od kanapek na zebranie po obiad dla stu osób.

            Przygotowujemy posiłki wegetariańskie, wegańskie i bez glutenu. Wystarczy uprzedzić dzień wcześniej."""),
        "services": [
            ("obiady", "Obiady w barze mlecznym", "Od poniedziałku do soboty, od 11.00 do 17.00."),
            ("catering", "Catering na spotkania i szkolenia", "Od 10 do 100 osób, z dowozem i obsługą."),
            ("wypieki", "Drożdżówki i ciasta na zamówienie", ""),
        ],
        "status": {
            "decision_number": "PS-V.6521.102.2024",
            "decided_on": date(2024, 5, 20),
        },
        "photo": (
            "bar-mleczny",
            "Kucharz i kucharka za ladą baru mlecznego, dwoje gości czeka na obiad",
            "Pora obiadu w barze mlecznym",
        ),
    },
    {
        "slug": "zwiazek-lustracyjny-spoldzielni-pracy",
        "kind": "cooperative-union",
        "name": "Związek Lustracyjny Spółdzielni Pracy",
        "town": "Warszawa",
        "lead": "Zrzesza spółdzielnie pracy, bada ich gospodarkę i pomaga zakładać nowe.",
    },
    {
        "slug": "gmina-kety",
        "kind": "municipality",
        "name": "Gmina Kęty",
        "town": "Kęty",
        "lead": "Gmina miejsko-wiejska w powiecie oświęcimskim.",
    },
    {
        "slug": "kecka-rada-przedsiebiorczosci",
        "kind": "other",
        "name": "Kęcka Rada Przedsiębiorczości",
        "town": "Kęty",
        "lead": "Doradza burmistrzowi Gminy Kęty w sprawach gospodarki.",
        "description": COUNCIL,
    },
    {
        "slug": "stolarnia-pod-lipa",
        "number": 103,
        "kind": "company",
        "name": "Stolarnia „Pod Lipą”",
        "town": "Kęty",
        "lead": "Meble na wymiar i stolarka budowlana.",
        "services": [("meble", "Meble kuchenne i biurowe na wymiar", "")],
    },
    {
        "slug": "piekarnia-rynek-7",
        "number": 104,
        "kind": "company",
        "name": "Piekarnia „Rynek 7”",
        "town": "Kęty",
        "lead": "Chleb na zakwasie, od 1992 roku w tym samym piecu.",
        "services": [("wypieki", "Pieczywo dla szkół, stołówek i sklepów", "")],
    },
    {
        "slug": "drukarnia-sola",
        "number": 105,
        "kind": "company",
        "name": "Drukarnia „Soła”",
        "town": "Kęty",
        "lead": "Druki firmowe, plakaty i etykiety w małych nakładach.",
        "services": [("druk", "Ulotki, plakaty i etykiety", "")],
    },
    {
        "slug": "hurtownia-beskid",
        "number": 106,
        "kind": "company",
        "name": "Hurtownia „Beskid”",
        "town": "Kęty",
        "lead": "Zaopatruje sklepy i stołówki powiatu oświęcimskiego.",
    },
    {
        "slug": "powiatowy-urzad-pracy-w-oswiecimiu",
        "kind": "labour-office",
        "name": "Powiatowy Urząd Pracy w Oświęcimiu",
        "town": "Oświęcim",
        "lead": "Pośrednictwo pracy i dotacje na miejsca pracy w powiecie oświęcimskim.",
    },
]

EVENTS = [
    {
        "slug": SLUG,
        "kind": "networking",
        "title": "Spotkanie sieciujące w Kętach",
        "title_en": "Networking meeting in Kęty",
        "lead": "Przedsiębiorcy, spółdzielnie socjalne i samorząd jednej gminy rozmawiają o tym, co mogą robić razem.",
        "lead_en": "Business people, social cooperatives and the local government of one municipality talk about what "
        "they can do together.",
        "aim": "Ożywić współpracę w gminie: poznać ze sobą przedsiębiorców i podmioty ekonomii społecznej.",
        "starts_on": DAY,
        "centre": "mowes",
        "project": "mowes-malopolska-zachodnia",
        "target_group": "Przedsiębiorcy i podmioty ekonomii społecznej z Kęt, przedstawiciele samorządu",
        "accessibility": "Sala na parterze, wejście bez progu.",
        "contact_name": "Halina Zarzycka",
        "contact_function": "animatorka współpracy z przedsiębiorcami",
        "contact_phone": "+48330000001",
        "contact_email": "zarzycka@mowes.example",
        "capacity": 20,
        "cover": (
            "prelekcja",
            "Prelegentka pokazuje na tablicy sieć powiązań, pięć osób słucha",
            "Najwięcej pytań dotyczyło Kęckiej Rady Przedsiębiorczości.",
        ),
        "entities": [
            ("organiser", "zwiazek-lustracyjny-spoldzielni-pracy", ""),
            ("presented", "spoldzielnia-socjalna-koniczynka", "Sprząta i opiekuje się terenami zielonymi."),
            ("presented", "spoldzielnia-socjalna-ketucky", "Prowadzi bar mleczny i dowozi catering."),
            ("presented", "kecka-rada-przedsiebiorczosci", COUNCIL),
        ],
        "stops": [{"key": "kety", "name": "Kęty", "town": "Kęty"}],
        "items": [
            {
                "title": "Powitanie i to, co robi projekt",
                "stop": "kety",
                "people": [
                    {
                        "role": "opener",
                        "name": "Teresa Wolańska",
                        "function": "koordynatorka projektu",
                        "institution": "Związek Lustracyjny Spółdzielni Pracy",
                        "entity": "zwiazek-lustracyjny-spoldzielni-pracy",
                        "topic": "działania projektu MOWES",
                    }
                ],
            },
            {
                "title": "Kęcka Rada Przedsiębiorczości: po co jest i kto może do niej wejść",
                "stop": "kety",
                "people": [
                    {
                        "role": "speaker",
                        "name": "Paweł Grządziel",
                        "function": "doradca burmistrza",
                        "institution": "Gmina Kęty",
                        "entity": "gmina-kety",
                        "topic": "Rada jako miejsce rozmowy przedsiębiorców z urzędem gminy",
                    }
                ],
            },
            {
                "title": "Idea i historia spółdzielczości, ekonomia społeczna i korzyści ze współpracy z biznesem",
                "stop": "kety",
                "people": [
                    {
                        "role": "speaker",
                        "name": "Halina Zarzycka",
                        "function": "animatorka współpracy z przedsiębiorcami",
                        "institution": "Związek Lustracyjny Spółdzielni Pracy",
                        "entity": "zwiazek-lustracyjny-spoldzielni-pracy",
                        "topic": "od historii spółdzielczości do wspólnych zleceń",
                    }
                ],
            },
            {"title": "Dyskusja, wnioski i co dalej", "stop": "kety", "description": "Wszyscy uczestnicy."},
        ],
        "points": [
            {
                "kind": "question",
                "title": "O czym dyskutowano",
                "points": [
                    "Po co wspierać przedsiębiorczość w społeczności lokalnej?",
                    "W jaki sposób samorząd może budować współpracę, z której skorzystają podmioty ekonomii "
                    "społecznej?",
                    "Gdzie spotykają się potrzeby firm i oferta spółdzielni?",
                ],
            },
            {
                "kind": "conclusion",
                "title": "Wnioski",
                "points": [
                    "Kęckie spółdzielnie socjalne i miejscowe firmy mają obszary, w których mogą działać razem.",
                    "Spółdzielnie mogą zdobyć wiele nowych kontaktów handlowych tuż obok siebie.",
                    "Współpraca zaczyna się od poznania się i od wymiany informacji.",
                    "Przedsiębiorcy poprosili o kolejne spotkanie.",
                ],
            },
            {
                "kind": "element",
                "title": "W czym Kęcka Rada Przedsiębiorczości doradza burmistrzowi",
                "points": [
                    "kierunki rozwoju gospodarczego gminy",
                    "wsparcie dla inicjatyw społeczno-gospodarczych",
                    "promocja Kęt jako miejsca przyjaznego inwestorom",
                ],
            },
        ],
        "quotations": [
            {
                "text": "Przedsiębiorcy sami wiedzą najlepiej, czego oczekują od władz samorządowych.",
                "said_by": "Paweł Grządziel, doradca burmistrza Gminy Kęty",
                "by": "Paweł Grządziel",
            }
        ],
    },
    {
        "slug": FOLLOW_UP,
        "kind": "networking",
        "title": "Kęty po raz drugi: przedsiębiorcy i spółdzielnie",
        "title_en": "Kęty again: business people and cooperatives",
        "lead": "Drugie spotkanie, o które poprosili kęccy przedsiębiorcy. Tym razem od rozmowy do pierwszych zleceń.",
        "aim": "Umówić pierwsze wspólne zlecenia firm i spółdzielni socjalnych.",
        "starts_on": date(2017, 7, 5),
        "assumption": "Relacja mówi tylko o prośbie o następne spotkanie; jego termin przyjęto na potrzeby "
        "demonstracji.",
        "centre": "mowes",
        "project": "mowes-malopolska-zachodnia",
        "follows": SLUG,
        "target_group": "Przedsiębiorcy i podmioty ekonomii społecznej z Kęt",
        "entities": [("organiser", "zwiazek-lustracyjny-spoldzielni-pracy", ""), ("host", "gmina-kety", "")],
        "stops": [{"key": "kety", "name": "Kęty", "town": "Kęty"}],
        "items": [
            {"title": "Trzy firmy mówią, co kupują najczęściej", "stop": "kety"},
            {"title": "Dwie spółdzielnie pokazują, co mogą dostarczyć", "stop": "kety"},
            {"title": "Rozmowy przy stolikach", "stop": "kety"},
        ],
    },
]

GALLERIES = [
    {
        "slug": "spotkanie-w-ketach-2017",
        "title": "Spotkanie sieciujące w Kętach",
        "title_en": "Networking meeting in Kęty",
        "event": SLUG,
        "centre": "mowes",
        "taken_on": DAY,
        "photos": [
            (
                "prelekcja",
                "Prelegentka pokazuje na tablicy sieć powiązań, pięć osób słucha",
                "O Radzie Przedsiębiorczości",
            ),
            ("pomysly", "Ręce uczestników nad arkuszem pełnym kolorowych karteczek", "Pomysły na współpracę"),
            (
                "bar-mleczny",
                "Kucharz i kucharka za ladą baru mlecznego, dwoje gości",
                "Poczęstunek: bar mleczny Kętucky",
            ),
            ("zielen", "Troje ludzi sadzi kwiaty na skwerze", "Koniczynka przy pracy"),
            ("rynek", "Rynek miasteczka z ratuszem, na placu spotykają się ludzie", "Rynek przed spotkaniem"),
            ("stol", "Osiem osób przy okrągłym stole widzianym z góry, jedna na wózku", "Rozmowa przy jednym stole"),
        ],
    }
]

ARTICLES = [
    {
        "slug": "w-ketach-przedsiebiorcy-poprosili-o-nastepne-spotkanie",
        "title": "W Kętach przedsiębiorcy poprosili o następne spotkanie",
        "title_en": "In Kęty, business people asked to meet again",
        "lead": "Dwie spółdzielnie socjalne, jedna gmina i pytanie, co firmy i spółdzielnie mogą od siebie kupić.",
        "lead_en": "Two social cooperatives, one municipality, and the question what firms and cooperatives can buy "
        "from each other.",
        "published": at(date(2017, 4, 3), 10),
        "assumption": "Dokument nie podaje dnia publikacji; przyjęto 3 kwietnia 2017 r.",
        "category": "relacje",
        "tags": ["sieciowanie", "spółdzielnie socjalne", "współpraca z biznesem"],
        "centre": "mowes",
        "project": "mowes-malopolska-zachodnia",
        "author": "Ewa Rogoźnik",
        "events": [(SLUG, "reports")],
        "entities": [
            ("spoldzielnia-socjalna-koniczynka", "Sprząta i opiekuje się terenami zielonymi."),
            ("spoldzielnia-socjalna-ketucky", "Prowadzi bar mleczny i dowozi catering."),
        ],
        "gallery": "spotkanie-w-ketach-2017",
        "cover": (
            "prelekcja",
            "Prelegentka pokazuje na tablicy sieć powiązań, pięć osób słucha",
            "Najwięcej pytań dotyczyło Kęckiej Rady Przedsiębiorczości.",
        ),
        "attachments": [("program-kety.pdf", "agenda", "Program spotkania w Kętach")],
    }
]
