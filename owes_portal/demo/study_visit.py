"""A study visit of people from Lubuskie to Byczyna, Częstochowa and Żarki, 20–21 June 2017."""

from datetime import date

from owes_portal.demo.build import at

FIRST, SECOND = date(2017, 6, 20), date(2017, 6, 21)
SLUG = "wizyta-studyjna-byczyna-czestochowa-zarki"
SYSTEM = "Zintegrowany System Ekonomii Społecznej w Częstochowie"

ENTITIES = [
    {
        "slug": "rops-lubuskie",
        "kind": "rops",
        "name": "Regionalny Ośrodek Polityki Społecznej w Zielonej Górze",
        "short_name": "ROPS w Zielonej Górze",
        "town": "Zielona Góra",
        "lead": "Koordynuje ekonomię społeczną w województwie lubuskim.",
    },
    {
        "slug": "cis-cispol-w-polanowicach",
        "number": 121,
        "kind": "cis",
        "name": "Centrum Integracji Społecznej CISPOL w Polanowicach",
        "short_name": "CISPOL",
        "town": "Polanowice",
        "lead": "Uczy zawodu i samodzielności osoby wykluczone społecznie albo zagrożone wykluczeniem.",
        "services": [
            ("integracja", "Reintegracja społeczna i zawodowa", "Warsztaty zawodowe i wsparcie grupowe."),
            ("meble", "Drobne wyroby z warsztatu stolarskiego", ""),
        ],
        "photo": ("warsztat", "Dwoje ludzi przy stole stolarskim buduje karmniki", "Zajęcia w warsztacie"),
    },
    {
        "slug": "spoldzielnia-socjalna-perunica",
        "number": 122,
        "kind": "social-cooperative",
        "name": "Spółdzielnia Socjalna PERUNICA",
        "short_name": "PERUNICA",
        "town": "Byczyna",
        "lead": "Opiekuje się dziećmi, obsługuje turystów, promuje miasto, handluje i gotuje.",
        "services": [
            ("opieka-nad-dziecmi", "Opieka nad dziećmi i edukacja przedszkolna", ""),
            ("wycieczki", "Obsługa turystyczna i promocja Byczyny", ""),
            ("obiady", "Restauracja Nowy Spichlerz", "Prowadzona razem ze Spółdzielnią Socjalną MIÓD I WINO."),
        ],
        "photo": (
            "przedszkole",
            "Wychowawczyni bawi się z czworgiem dzieci na dywanie, druga trzyma książkę",
            "Zajęcia w przedszkolu",
        ),
    },
    {
        "slug": "spoldzielnia-socjalna-miod-i-wino",
        "number": 123,
        "kind": "social-cooperative",
        "name": "Spółdzielnia Socjalna MIÓD I WINO",
        "short_name": "MIÓD I WINO",
        "town": "Byczyna",
        "lead": "Współprowadzi restaurację w dawnym spichlerzu.",
        "services": [
            ("obiady", "Restauracja Nowy Spichlerz", "Prowadzona razem ze Spółdzielnią Socjalną PERUNICA."),
            ("catering", "Przyjęcia i obiady dla grup", ""),
        ],
        "photo": (
            "spichlerz",
            "Szachulcowy spichlerz z czerwonym dachem, przed nim goście pod parasolami",
            "Restauracja Nowy Spichlerz",
        ),
    },
    {
        "slug": "spoldzielnia-socjalna-las-vegas",
        "number": 124,
        "kind": "social-cooperative",
        "name": "Spółdzielnia Socjalna LAS VEGAS",
        "short_name": "LAS VEGAS",
        "town": "Byczyna",
        "lead": "Pozyskuje drewno, pielęgnuje lasy i produkuje drewno kominkowe.",
        "services": [
            ("las", "Pozyskiwanie drewna i utrzymanie lasów", ""),
            ("drewno-opalowe", "Drewno kominkowe", "Sezonowane, z dowozem."),
        ],
        "photo": ("las", "Dwoje robotników w kaskach niesie kłodę, trzeci sprawdza listę", "Dzień pracy w lesie"),
    },
    {
        "slug": "spoldzielnia-socjalna-czysto-selektywnie",
        "number": 125,
        "kind": "social-cooperative",
        "name": "Spółdzielnia Socjalna CZYSTO=SELEKTYWNIE",
        "short_name": "CZYSTO=SELEKTYWNIE",
        "town": "Byczyna",
        "lead": "Odbiera i zagospodarowuje odpady stałe.",
        "services": [("odpady", "Odbiór i sortowanie odpadów stałych", "")],
        "photo": ("sortowanie", "Trzy osoby przy taśmie sortowni, przed nimi kolorowe pojemniki", "Przy taśmie"),
    },
    {
        "slug": "gmina-byczyna",
        "kind": "municipality",
        "name": "Gmina Byczyna",
        "town": "Byczyna",
        "lead": "Gmina w powiecie kluczborskim, w której działa kilka spółdzielni socjalnych.",
    },
    {
        "slug": "fundacja-integracji-spolecznej-feniks",
        "number": 126,
        "kind": "foundation",
        "name": "Fundacja Integracji Społecznej „Feniks”",
        "short_name": "Fundacja „Feniks”",
        "town": "Częstochowa",
        "lead": "Prowadzi centrum integracji społecznej w Częstochowie.",
    },
    {
        "slug": "cis-w-czestochowie",
        "of": "fundacja-integracji-spolecznej-feniks",
        "operator": "fundacja-integracji-spolecznej-feniks",
        "kind": "cis",
        "name": "Centrum Integracji Społecznej w Częstochowie",
        "town": "Częstochowa",
        "lead": "Pomaga wrócić do pracy i między ludzi.",
        "services": [("integracja", "Reintegracja społeczna i zawodowa", "")],
    },
    {
        "slug": "miasto-czestochowa",
        "kind": "municipality",
        "name": "Miasto Częstochowa",
        "town": "Częstochowa",
        "lead": "Miasto, które połączyło narzędzia ekonomii społecznej w jeden system.",
    },
    {
        "slug": "gmina-zarki",
        "kind": "municipality",
        "name": "Gmina Żarki",
        "town": "Żarki",
        "lead": "Gmina na Jurze, w której spółdzielnie socjalne współtworzą ofertę turystyczną.",
    },
    {
        "slug": "spoldzielnia-socjalna-manufaktura",
        "number": 127,
        "kind": "social-cooperative",
        "name": "Spółdzielnia Socjalna „Manufaktura”",
        "short_name": "Manufaktura",
        "town": "Żarki",
        "lead": "Robi słodycze i uczy tworzenia lizaków dzieci i dorosłych.",
        "services": [
            ("slodycze", "Lizaki i cukierki robione ręcznie", ""),
            ("edukacja-dzieci", "Zajęcia z tworzenia lizaków", "Dla dzieci i dla dorosłych."),
        ],
        "photo": ("lizaki", "Cukierniczka i dziewczynka przy ladzie z lizakami", "Pokaz robienia lizaków"),
    },
    {
        "slug": "spoldzielnia-socjalna-amonit",
        "number": 128,
        "kind": "social-cooperative",
        "name": "Spółdzielnia Socjalna „Amonit Jura – sport, kultura”",
        "short_name": "Amonit",
        "town": "Żarki",
        "lead": "Pokazuje skamieniałości i amonity, wypożycza sprzęt turystyczny.",
        "services": [
            ("wystawy", "Wystawa skamieniałości i amonitów", ""),
            ("sprzet-turystyczny", "Wypożyczalnia sprzętu turystycznego", ""),
        ],
        "photo": (
            "amonity",
            "Przewodniczka pokazuje gablotę z amonitami pięciu osobom",
            "Wystawa skamieniałości",
        ),
    },
]

EVENTS = [
    {
        "slug": SLUG,
        "kind": "study_visit",
        "title": "Wizyta studyjna: Byczyna, Częstochowa, Żarki",
        "title_en": "Study visit: Byczyna, Częstochowa, Żarki",
        "lead": "Dwa dni w trzech gminach dwóch województw, u ludzi, którzy prowadzą podmioty ekonomii społecznej.",
        "lead_en": "Two days in three towns of two voivodeships, with people who run social-economy entities.",
        "aim": "Poznać pracę podmiotów ekonomii społecznej, wymienić się informacjami, dobrymi praktykami i pomysłami "
        "z gospodarzami.",
        "starts_on": FIRST,
        "ends_on": SECOND,
        # The document names no organiser: taken to be the ROPS of the participants' voivodeship.
        "centre": "rops-lubuskie",
        "target_group": "Podmioty ekonomii społecznej, jednostki samorządu terytorialnego, instytucje rynku pracy "
        "i integracji społecznej",
        "target_region": "województwa lubuskiego",
        "cover": (
            "wyjazd",
            "Buraczkowy autokar z uczestnikami jedzie przez wzgórza",
            "Za nami dwa dni, trzy gminy i setki kilometrów.",
        ),
        "entities": [
            ("organiser", "rops-lubuskie", ""),
            ("visited", "cis-cispol-w-polanowicach", "Pokazało warsztaty i program pracy z uczestnikami."),
            ("host", "spoldzielnia-socjalna-perunica", "Prowadzi Restaurację Nowy Spichlerz razem z MIÓD I WINO."),
            ("host", "spoldzielnia-socjalna-miod-i-wino", "Prowadzi Restaurację Nowy Spichlerz razem z PERUNICĄ."),
            ("presented", "spoldzielnia-socjalna-las-vegas", "Drewno, utrzymanie lasów, drewno kominkowe."),
            ("presented", "spoldzielnia-socjalna-czysto-selektywnie", "Odbiór i zagospodarowanie odpadów stałych."),
            (
                "presented",
                "spoldzielnia-socjalna-perunica",
                "Opieka nad dziećmi i przedszkole, turystyka i promocja Byczyny, handel i gastronomia.",
            ),
            ("visited", "cis-w-czestochowie", "Prowadzi je Fundacja Integracji Społecznej „Feniks”."),
            ("visited", "spoldzielnia-socjalna-manufaktura", "Słodycze i zajęcia z tworzenia lizaków."),
            ("visited", "spoldzielnia-socjalna-amonit", "Wystawa skamieniałości i wypożyczalnia sprzętu."),
        ],
        "stops": [
            {
                "key": "cispol",
                "day": FIRST,
                "name": "Centrum Integracji Społecznej CISPOL",
                "town": "Polanowice",
                "host": "cis-cispol-w-polanowicach",
                "description": "Jak zmieniały się formy prawne centrum, jak pracuje się tu z osobami wykluczonymi, "
                "jakie "
                "projekty są w toku. Zwiedzanie warsztatów, w których uczą się uczestnicy.",
            },
            {
                "key": "spichlerz",
                "day": FIRST,
                "name": "Restauracja Nowy Spichlerz",
                "town": "Byczyna",
                "host": "spoldzielnia-socjalna-perunica",
                "description": "Obiad w restauracji, którą prowadzą wspólnie dwie spółdzielnie socjalne: PERUNICA oraz "
                "MIÓD I WINO. Po obiedzie opowiadały o sobie trzy spółdzielnie z Byczyny.",
            },
            {
                "key": "czestochowa",
                "day": SECOND,
                "name": "Centrum Integracji Społecznej w Częstochowie",
                "town": "Częstochowa",
                "host": "cis-w-czestochowie",
                "description": "Centrum prowadzi Fundacja Integracji Społecznej „Feniks”. Miasto przedstawiło tu swój "
                "system ekonomii społecznej. Lokalne partnerstwa powstają w nim z użyciem narzędzi gospodarki "
                "społecznej.",
            },
            {
                "key": "zarki",
                "day": SECOND,
                "name": "Spółdzielnie socjalne w Żarkach",
                "town": "Żarki",
                "host": "gmina-zarki",
                "description": "Turystyka, którą rozwijają razem gmina, spółdzielnie i prywatni przedsiębiorcy: "
                "pracownia lizaków, wystawa amonitów, wypożyczalnia sprzętu.",
            },
        ],
        "items": [
            {
                "title": "CISPOL: droga centrum integracji i warsztaty",
                "stop": "cispol",
                "people": [
                    {
                        "role": "guide",
                        "name": "Grażyna Ludwicka",
                        "function": "dyrektorka",
                        "institution": "Centrum Integracji Społecznej CISPOL",
                        "entity": "cis-cispol-w-polanowicach",
                        "topic": "przedstawiła działalność centrum",
                    }
                ],
            },
            {"title": "Obiad u dwóch spółdzielni", "stop": "spichlerz", "is_counted": False},
            {
                "title": "Przedstawiają się spółdzielnie LAS VEGAS, CZYSTO=SELEKTYWNIE i PERUNICA",
                "stop": "spichlerz",
            },
            {
                "title": "Częstochowski system ekonomii społecznej",
                "stop": "czestochowa",
                "people": [
                    {
                        "role": "speaker",
                        "name": "Marcin Sobczyński",
                        "function": "naczelnik Wydziału Polityki Społecznej",
                        "institution": "Urząd Miasta Częstochowy",
                        "entity": "miasto-czestochowa",
                        "topic": SYSTEM,
                    }
                ],
            },
            {"title": "Manufaktura: jak powstają lizaki", "stop": "zarki"},
            {"title": "Amonit: wystawa i wypożyczalnia", "stop": "zarki"},
        ],
        "points": [
            {
                "kind": "element",
                "title": SYSTEM,
                "stop": "czestochowa",
                "points": [
                    "klauzule społeczne, które muszą stosować wydziały urzędu i jednostki miasta",
                    "wieloletni program współpracy miasta z organizacjami pozarządowymi",
                    "organizacje pozarządowe",
                    "spółdzielnie socjalne, w tym wiele założonych przez osoby prawne: miasto i organizację "
                    "pozarządową",
                    "centra integracji społecznej",
                    "zakład aktywności zawodowej",
                ],
            },
            {
                "kind": "commitment",
                "title": "Do czego zobowiązali się uczestnicy",
                "points": [
                    "spróbują zastosować poznane rozwiązania w swojej pracy i w działalności społecznej",
                    "przeniosą sprawdzone rozwiązania do województwa lubuskiego",
                ],
            },
        ],
    }
]

GALLERIES = [
    {
        "slug": "wizyta-studyjna-2017",
        "title": "Wizyta studyjna: Byczyna, Częstochowa, Żarki",
        "title_en": "Study visit: Byczyna, Częstochowa, Żarki",
        "lead": "Dwa dni w obrazach: warsztaty, spichlerz, lizaki i amonity.",
        "event": SLUG,
        "centre": "rops-lubuskie",
        "taken_on": FIRST,
        "photos": [
            ("wyjazd", "Buraczkowy autokar z uczestnikami jedzie przez wzgórza", "W drodze"),
            ("warsztat", "Dwoje ludzi przy stole stolarskim buduje karmniki", "Warsztat w Polanowicach"),
            ("spichlerz", "Szachulcowy spichlerz, przed nim goście pod parasolami", "Nowy Spichlerz w Byczynie"),
            ("las", "Dwoje robotników w kaskach niesie kłodę, trzeci sprawdza listę", "LAS VEGAS przy pracy"),
            ("sortowanie", "Trzy osoby przy taśmie sortowni i kolorowe pojemniki", "CZYSTO=SELEKTYWNIE"),
            ("przedszkole", "Wychowawczyni bawi się z czworgiem dzieci na dywanie", "Przedszkole PERUNICY"),
            ("lizaki", "Cukierniczka i dziewczynka przy ladzie z lizakami", "Manufaktura w Żarkach"),
            ("amonity", "Przewodniczka pokazuje gablotę z amonitami pięciu osobom", "Wystawa amonitów"),
            ("jura", "Cztery osoby obok wielkiego amonitu, w tle ruiny zamku", "Na Jurze"),
        ],
    }
]

ARTICLES = [
    {
        "slug": "za-nami-dwa-dni-u-spoldzielni-socjalnych",
        "title": "Dwa dni u ludzi, którym się udało",
        "title_en": "Two days with people who made it work",
        "lead": "Pierwsza w tym roku wizyta studyjna prowadziła do Byczyny, Częstochowy i Żarek. Wróciliśmy z "
        "notatkami, "
        "kontaktami i torbą lizaków.",
        "published": at(SECOND, 16),
        "category": "aktualnosci",
        "tags": ["wizyty studyjne", "spółdzielnie socjalne", "centra integracji"],
        "centre": "rops-lubuskie",
        "events": [(SLUG, "reports")],
        "entities": [
            ("spoldzielnia-socjalna-las-vegas", "Pozyskuje drewno, utrzymuje lasy, sprzedaje drewno kominkowe."),
            ("spoldzielnia-socjalna-czysto-selektywnie", "Odbiera i zagospodarowuje odpady stałe."),
            ("spoldzielnia-socjalna-perunica", "Przedszkole i opieka, turystyka i promocja, handel i gastronomia."),
            ("spoldzielnia-socjalna-manufaktura", "Słodycze i zajęcia z tworzenia lizaków."),
            ("spoldzielnia-socjalna-amonit", "Wystawa skamieniałości, wypożyczalnia sprzętu turystycznego."),
        ],
        "gallery": "wizyta-studyjna-2017",
        "cover": (
            "wyjazd",
            "Buraczkowy autokar z uczestnikami jedzie przez wzgórza",
            "Za nami dwa dni, trzy gminy i setki kilometrów.",
        ),
    }
]
