"""The first meeting of the local partnership of the county of Starachowice, 17 May 2017."""

from datetime import date

from owes_portal.demo.build import at, lines

DAY = date(2017, 5, 17)
SLUG = "pierwsze-spotkanie-partnerstwa-w-starachowicach"
ROPS = "Regionalny Ośrodek Polityki Społecznej Urzędu Marszałkowskiego Województwa Świętokrzyskiego"
KOOWES = "Kielecko-Ostrowiecki Ośrodek Wsparcia Ekonomii Społecznej"
PEOPLE_CAPTION = "Uczestnicy spotkania"

ENTITIES = [
    {
        "slug": "rops-wojewodztwa-swietokrzyskiego",
        "kind": "rops",
        "name": ROPS,
        "short_name": "ROPS Województwa Świętokrzyskiego",
        "town": "Kielce",
        "lead": "Koordynuje ekonomię społeczną w województwie świętokrzyskim.",
    },
    {
        "slug": "kielecko-ostrowiecki-owes",
        "kind": "owes",
        "name": KOOWES,
        "short_name": "KOOWES",
        "town": "Ostrowiec Świętokrzyski",
        "lead": "Doradza podmiotom ekonomii społecznej i partnerstwom lokalnym w północnej części województwa.",
    },
    {
        "slug": "powiat-starachowicki",
        "kind": "county-government",
        "name": "Powiat Starachowicki",
        "town": "Starachowice",
        "lead": "Samorząd powiatowy z siedzibą w Starachowicach.",
    },
    {
        "slug": "miasto-starachowice",
        "kind": "municipality",
        "name": "Miasto Starachowice",
        "town": "Starachowice",
        "lead": "Gmina miejska, współzałożycielka spółdzielni socjalnej.",
    },
    {
        "slug": "spoldzielnia-socjalna-starachowiczanka",
        "kind": "social-cooperative",
        "name": "Starachowicka Spółdzielnia Socjalna „Starachowiczanka”",
        "short_name": "Starachowiczanka",
        "founder_type": "legal",
        "founders": ["miasto-starachowice", "powiat-starachowicki"],
        "being_founded": True,
        "town": "Starachowice",
        "lead": "Powstająca spółdzielnia osób prawnych. Jej główną działalnością będą usługi komunalne.",
        "lead_en": "A cooperative of legal persons in the making; municipal services will be its main business.",
        "description": "Zakładają ją dwa samorządy: miejski i powiatowy. Ma zatrudniać mieszkańców, którym najtrudniej "
        "znaleźć pracę, i wykonywać w mieście usługi komunalne.",
        "services": [
            ("utrzymanie-obiektow", "Utrzymanie ulic, placów i budynków", ""),
            ("tereny-zielone", "Pielęgnacja zieleni miejskiej", ""),
        ],
    },
    {
        "slug": "stowarzyszenie-bezpieczny-powiat-starachowicki",
        "number": 112,
        "kind": "association",
        "name": "Stowarzyszenie „Bezpieczny Powiat Starachowicki”",
        "town": "Starachowice",
        "lead": "Działa na rzecz bezpieczeństwa mieszkańców i pomaga zakładać spółdzielnię socjalną.",
    },
    {
        "slug": "mops-starachowice",
        "kind": "social-assistance-centre",
        "name": "Miejski Ośrodek Pomocy Społecznej w Starachowicach",
        "town": "Starachowice",
        "lead": "Wspiera mieszkańców w trudnej sytuacji i prowadzi prace społecznie użyteczne.",
    },
    {
        "slug": "powiatowy-urzad-pracy-w-starachowicach",
        "kind": "labour-office",
        "name": "Powiatowy Urząd Pracy w Starachowicach",
        "town": "Starachowice",
        "lead": "Pośredniczy w zatrudnieniu i finansuje miejsca pracy.",
    },
    {
        "slug": "warsztat-terapii-zajeciowej-nad-kamienna",
        "number": 113,
        "kind": "wtz",
        "name": "Warsztat Terapii Zajęciowej „Nad Kamienną”",
        "town": "Starachowice",
        "lead": "Sześć pracowni, w których dorosłe osoby z niepełnosprawnością uczą się zawodu i samodzielności.",
        "services": [
            ("ceramika", "Naczynia i kafle z pracowni ceramicznej", ""),
            ("rekodzielo", "Świece i kartki", ""),
        ],
    },
]

PARTNERSHIP = "partnerstwo-powiatu-starachowickiego"
PARTNERSHIPS = [
    {
        "slug": PARTNERSHIP,
        "kind": "local",
        "name": "Partnerstwo lokalne na rzecz rozwoju ekonomii społecznej w powiecie starachowickim",
        "name_en": "Local partnership for the social economy in the county of Starachowice",
        "centre": "koowes",
        "counties": ["2611"],
        "founded_on": DAY,
        "assumption": "dzień pierwszego spotkania i jego rok; tematy diagnozy i zasady są przykładowe",
        "lead": "Samorządy, instytucje i organizacje powiatu starachowickiego razem planują usługi społeczne.",
        "lead_en": "Local governments, institutions and organisations of the county plan social services together.",
        "aims": lines("""
            Wspólna wizja rozwoju usług społecznych w powiecie
            Kierunki rozwoju ekonomii społecznej
            Przygotowanie do starań o środki Europejskiego Funduszu Społecznego"""),
        "diagnosis_topics": lines("""
            Opieka nad osobami starszymi i niesamodzielnymi
            Praca dla osób, które długo jej nie mają
            Wsparcie rodzin i młodzieży
            Dostępność usług poza miastem"""),
        "rules": lines("""
            Każdy członek ma jeden głos, niezależnie od wielkości instytucji
            Decyzje zapadają za zgodą obecnych
            Spotykamy się u kolejnych członków, nie rzadziej niż raz na kwartał
            Ustalenia spisujemy i wysyłamy wszystkim w ciągu tygodnia"""),
        "contact_name": "Damian Pietrucha",
        "contact_phone": "+48410000011",
        "contact_email": "pietrucha@koowes.example",
        "members": [
            ("powiat-starachowicki", "lead"),
            ("miasto-starachowice", "member"),
            ("stowarzyszenie-bezpieczny-powiat-starachowicki", "member"),
            ("spoldzielnia-socjalna-starachowiczanka", "member"),
            ("mops-starachowice", "member"),
            ("powiatowy-urzad-pracy-w-starachowicach", "member"),
            ("warsztat-terapii-zajeciowej-nad-kamienna", "member"),
            ("rops-wojewodztwa-swietokrzyskiego", "supporter"),
            ("kielecko-ostrowiecki-owes", "supporter"),
        ],
        "support_team": [
            {
                "name": "Elżbieta Maruszak",
                "function": "doradczyni ds. ekonomii społecznej",
                "institution": ROPS,
                "centre": "rops-swietokrzyskie",
            },
            {
                "name": "Wiktor Staszewski",
                "function": "mentor rozwoju lokalnego",
                "institution": KOOWES,
                "centre": "koowes",
            },
            {"name": "Damian Pietrucha", "function": "doradca kluczowy", "institution": KOOWES, "centre": "koowes"},
        ],
        "steps": [
            {
                "title": "Zebrać dane do diagnozy potrzeb społecznych",
                "responsible": "rops-wojewodztwa-swietokrzyskiego",
                "due_on": date(2017, 6, 30),
                "state": "done",
                "done_on": date(2017, 6, 23),
            },
            {
                "title": "Opisać kwestie społeczne i wybrać najpilniejsze",
                "responsible": "powiat-starachowicki",
                "due_on": date(2017, 9, 29),
                "state": "done",
                "done_on": date(2017, 9, 27),
            },
            {
                "title": "Przygotować wspólną wizję usług społecznych",
                "responsible": "miasto-starachowice",
                "due_on": date(2017, 12, 15),
                "state": "running",
            },
            {
                "title": "Napisać wniosek o środki Europejskiego Funduszu Społecznego",
                "responsible": "stowarzyszenie-bezpieczny-powiat-starachowicki",
                "due_on": date(2018, 3, 30),
                "state": "planned",
            },
        ],
        "documents": [("zasady-partnerstwa.pdf", "Zasady pracy partnerstwa", "public")],
    }
]

EVENTS = [
    {
        "slug": SLUG,
        "kind": "partnership",
        "title": "Pierwsze spotkanie partnerstwa lokalnego w powiecie starachowickim",
        "title_en": "First meeting of the local partnership in the county of Starachowice",
        "theme": "Diagnoza potrzeb społecznych",
        "theme_en": "A diagnosis of social needs",
        "lead": "Członkowie partnerstwa zaczynają od pytania, czego naprawdę potrzebują mieszkańcy powiatu.",
        "aim": "Uzgodnić, co ma opisać diagnoza, według jakich zasad i planu będzie pracować partnerstwo.",
        "description": "Diagnoza ma być podstawą wspólnej wizji usług społecznych, kierunków rozwoju ekonomii "
        "społecznej "
        "i starań o pieniądze z Europejskiego Funduszu Społecznego w Regionalnym Programie Operacyjnym Województwa "
        "Świętokrzyskiego 2014–2020.",
        "starts_on": DAY,
        "assumption": "Dokument podaje dzień i miesiąc bez roku; przyjęto rok 2017.",
        "centre": "koowes",
        "partnership": PARTNERSHIP,
        "target_group": "Członkowie partnerstwa",
        "contact_name": "Damian Pietrucha",
        "contact_function": "doradca kluczowy",
        "contact_phone": "+48410000011",
        "contact_email": "pietrucha@koowes.example",
        "cover": ("sala", "Mówca między flagami w sali starostwa, uczestnicy przy dwóch stołach", PEOPLE_CAPTION),
        "entities": [
            ("organiser", "powiat-starachowicki", ""),
            ("host", "powiat-starachowicki", "Gościł spotkanie w swojej sali konferencyjnej."),
            ("supporter", "rops-wojewodztwa-swietokrzyskiego", "Wsparł organizację spotkania."),
            ("supporter", "kielecko-ostrowiecki-owes", "Wsparł organizację spotkania."),
            (
                "presented",
                "spoldzielnia-socjalna-starachowiczanka",
                "Powstająca spółdzielnia osób prawnych: zakładają ją Miasto Starachowice i Powiat Starachowicki, a jej "
                "głównym profilem będą usługi komunalne.",
            ),
        ],
        "stops": [
            {
                "key": "starostwo",
                "name": "Starostwo Powiatowe w Starachowicach, sala konferencyjna",
                "town": "Starachowice",
                "host": "powiat-starachowicki",
            }
        ],
        "items": [
            {
                "title": "Powitanie gości",
                "stop": "starostwo",
                "people": [
                    {
                        "role": "host",
                        "name": "Bożena Kwiecińska",
                        "function": "członkini zarządu powiatu",
                        "institution": "Powiat Starachowicki",
                        "entity": "powiat-starachowicki",
                    },
                    {
                        "role": "host",
                        "name": "Zdzisław Paluch",
                        "function": "członek zarządu powiatu",
                        "institution": "Powiat Starachowicki",
                        "entity": "powiat-starachowicki",
                    },
                ],
            },
            {
                "title": "„Starachowiczanka”, nowa spółdzielnia dwóch samorządów",
                "stop": "starostwo",
                "people": [
                    {
                        "role": "speaker",
                        "name": "Roman Cichowski",
                        "function": "prezes",
                        "institution": "Stowarzyszenie „Bezpieczny Powiat Starachowicki”",
                        "entity": "stowarzyszenie-bezpieczny-powiat-starachowicki",
                        "topic": "informacja o powstającej spółdzielni socjalnej",
                    }
                ],
            },
            {
                "title": "Powiat w liczbach i usługi, które mogą świadczyć podmioty ekonomii społecznej",
                "stop": "starostwo",
                "people": [
                    {
                        "role": "adviser",
                        "name": "Elżbieta Maruszak",
                        "function": "doradczyni ds. ekonomii społecznej",
                        "institution": ROPS,
                        "entity": "rops-wojewodztwa-swietokrzyskiego",
                        "topic": "dane o powiecie i możliwości realizacji usług społecznych",
                    }
                ],
            },
            {
                "title": "Praca warsztatowa: kwestie do diagnozy, zasady, plan",
                "stop": "starostwo",
                "people": [
                    {
                        "role": "adviser",
                        "name": "Wiktor Staszewski",
                        "function": "mentor rozwoju lokalnego",
                        "institution": KOOWES,
                        "entity": "kielecko-ostrowiecki-owes",
                        "topic": "prowadził pracę twórczymi metodami",
                    },
                    {
                        "role": "adviser",
                        "name": "Damian Pietrucha",
                        "function": "doradca kluczowy",
                        "institution": KOOWES,
                        "entity": "kielecko-ostrowiecki-owes",
                        "topic": "odpowiadał na pytania członków partnerstwa",
                    },
                ],
            },
        ],
        "points": [
            {
                "kind": "result",
                "title": "Co ustaliło partnerstwo",
                "points": [
                    "podstawowe kwestie społeczne, które opisze diagnoza",
                    "zasady wspólnej pracy",
                    "plan pracy partnerstwa",
                ],
            },
            {
                "kind": "element",
                "title": "Do czego posłuży diagnoza",
                "points": [
                    "spójna wizja rozwoju usług społecznych",
                    "kierunki rozwoju ekonomii społecznej",
                    "wnioski o środki EFS w Regionalnym Programie Operacyjnym Województwa Świętokrzyskiego 2014–2020",
                ],
            },
        ],
    }
]

GALLERIES = [
    {
        "slug": "partnerstwo-w-starachowicach-2017",
        "title": "Pierwsze spotkanie partnerstwa w Starachowicach",
        "title_en": "First meeting of the partnership in Starachowice",
        "event": SLUG,
        "centre": "koowes",
        "taken_on": DAY,
        "photos": [
            ("sala", "Mówca między flagami, uczestnicy siedzą przy dwóch okrągłych stołach", PEOPLE_CAPTION),
            ("stol", "Osiem osób przy okrągłym stole widzianym z góry, jedna na wózku", PEOPLE_CAPTION),
            ("prelekcja", "Prelegentka wita pięcioro słuchaczy, za nią tablica", "Powitanie gości"),
            ("grupy", "Dwie grupy przy stołach z karteczkami, prowadząca przy tablicy", PEOPLE_CAPTION),
            ("pomysly", "Ręce nad arkuszem pełnym kolorowych karteczek", PEOPLE_CAPTION),
        ],
    }
]

ARTICLES = [
    {
        "slug": "starachowickie-partnerstwo-zaczyna-od-diagnozy",
        "title": "Starachowickie partnerstwo zaczyna od diagnozy",
        "title_en": "The partnership of Starachowice begins with a diagnosis",
        "lead": "Członkowie partnerstwa lokalnego spotkali się po raz pierwszy. Zanim powiedzą, co chcą zrobić, "
        "sprawdzą, czego potrzebują mieszkańcy.",
        "published": at(date(2017, 5, 19), 9),
        "assumption": "Pole z datą publikacji jest w dokumencie puste; przyjęto 19 maja 2017 r.",
        "category": "partnerstwa",
        "tags": ["partnerstwa", "usługi społeczne", "diagnoza"],
        "centre": "koowes",
        "events": [(SLUG, "reports")],
        "entities": [
            (
                "spoldzielnia-socjalna-starachowiczanka",
                "Powstająca spółdzielnia osób prawnych; zajmie się usługami komunalnymi.",
            )
        ],
        "gallery": "partnerstwo-w-starachowicach-2017",
        "cover": ("sala", "Mówca między flagami w sali starostwa, uczestnicy przy dwóch stołach", PEOPLE_CAPTION),
    }
]
