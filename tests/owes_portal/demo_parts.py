"""DESIGN §5's table as data: document, part, page, what must stand there."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A part of a document, and where a reader finds it."""

    document: str
    name: str
    url: str
    says: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


KETY = "/aktualnosci/w-ketach-przedsiebiorcy-poprosili-o-nastepne-spotkanie/"
KETY_EVENT = "/wydarzenia/spotkanie-sieciujace-w-ketach/"
STARACHOWICE = "/aktualnosci/starachowickie-partnerstwo-zaczyna-od-diagnozy/"
STARACHOWICE_EVENT = "/wydarzenia/pierwsze-spotkanie-partnerstwa-w-starachowicach/"
COOPERATIVE = "/podmioty/spoldzielnia-socjalna-starachowiczanka/"
PARTNERSHIP = "/partnerstwa/partnerstwo-powiatu-starachowickiego/"
VISIT = "/aktualnosci/za-nami-dwa-dni-u-spoldzielni-socjalnych/"
VISIT_EVENT = "/wydarzenia/wizyta-studyjna-byczyna-czestochowa-zarki/"
POZNAN = "/aktualnosci/innovative-collaborations-piec-krajow-w-poznaniu/"
POZNAN_EN = "/en/aktualnosci/innovative-collaborations-five-countries-meet-in-poznan/"
POZNAN_EVENT = "/wydarzenia/innovative-collaborations-spotkanie-w-poznaniu/"
PROJECT = "/projekty/innovative-collaborations/"
GDANSK = "/aktualnosci/czego-potrzebuja-pomorskie-osrodki/"
GDANSK_EVENT = "/wydarzenia/spotkanie-robocze-osrodkow-wsparcia-ekonomii-spolecznej/"

PARTS = [
    # --- 000 Kęty ---------------------------------------------------------------------------------------------------
    Part("000", "project", KETY, ("MOWES Małopolska Zachodnia",), ("/projekty/mowes-malopolska-zachodnia/",)),
    Part("000", "funding", KETY, ("są współfinansowane ze środków Europejskiego Funduszu Społecznego",)),
    Part(
        "000",
        "organiser",
        KETY,
        ("Związek Lustracyjny Spółdzielni Pracy",),
        ("/podmioty/zwiazek-lustracyjny-spoldzielni-pracy/",),
    ),
    Part("000", "date and place", KETY, ("29 marca 2017 r.", "Kęty, powiat oświęcimski")),
    Part("000", "aim", KETY, ("poznać ze sobą przedsiębiorców i podmioty ekonomii społecznej",)),
    Part(
        "000",
        "people",
        KETY,
        (
            "W spotkaniu uczestniczyło 14 osób, w tym 9 przedstawicieli 6 przedsiębiorstw i podmiotów ekonomii "
            "społecznej oraz 3 przedstawicieli samorządu lokalnego.",
        ),
    ),
    Part(
        "000",
        "speakers",
        KETY,
        (
            "Teresa Wolańska",
            "koordynatorka projektu",
            "Paweł Grządziel",
            "doradca burmistrza",
            "Halina Zarzycka",
            "animatorka współpracy z przedsiębiorcami",
        ),
    ),
    Part(
        "000",
        "programme in order",
        KETY_EVENT,
        (
            "Powitanie i to, co robi projekt",
            "Kęcka Rada Przedsiębiorczości: po co jest",
            "Idea i historia spółdzielczości",
        ),
    ),
    Part("000", "quotation", KETY, ("Przedsiębiorcy sami wiedzą najlepiej, czego oczekują",)),
    Part(
        "000",
        "two cooperatives",
        KETY,
        ("Sprząta i opiekuje się terenami zielonymi", "Prowadzi bar mleczny i dowozi catering"),
        ("/podmioty/spoldzielnia-socjalna-koniczynka/", "/podmioty/spoldzielnia-socjalna-ketucky/"),
    ),
    Part("000", "discussion", KETY, ("Po co wspierać przedsiębiorczość w społeczności lokalnej?",)),
    Part("000", "conclusions", KETY, ("Przedsiębiorcy poprosili o kolejne spotkanie",)),
    Part("000", "follow-up", KETY_EVENT, ("Kęty po raz drugi",), ("/wydarzenia/kety-po-raz-drugi/",)),
    Part("000", "assumed date", KETY, ("przyjęto 3 kwietnia 2017 r.",)),
    Part("000", "history of the entity", "/podmioty/spoldzielnia-socjalna-koniczynka/", (), (KETY_EVENT, KETY)),
    # --- 001 Starachowice -------------------------------------------------------------------------------------------
    Part(
        "001",
        "partnership and county",
        PARTNERSHIP,
        ("na rzecz rozwoju ekonomii społecznej w powiecie starachowickim", "powiat starachowicki"),
        (STARACHOWICE_EVENT,),
    ),
    Part("001", "first meeting", STARACHOWICE, ("17 maja 2017 r.",), (PARTNERSHIP,)),
    Part("001", "assumed year", STARACHOWICE_EVENT, ("przyjęto rok 2017",)),
    Part("001", "publication date", STARACHOWICE, ("Opublikowano 19 maja 2017 r.",)),
    Part("001", "venue", STARACHOWICE_EVENT, ("Starostwo Powiatowe w Starachowicach, sala konferencyjna",)),
    Part(
        "001",
        "supporters",
        STARACHOWICE_EVENT,
        ("Urzędu Marszałkowskiego Województwa Świętokrzyskiego", "Kielecko-Ostrowiecki Ośrodek Wsparcia"),
        ("/podmioty/rops-wojewodztwa-swietokrzyskiego/", "/podmioty/kielecko-ostrowiecki-owes/"),
    ),
    Part(
        "001",
        "two hosts",
        STARACHOWICE_EVENT,
        ("Bożena Kwiecińska", "członkini zarządu powiatu", "Zdzisław Paluch", "członek zarządu powiatu"),
    ),
    Part(
        "001",
        "cooperative being founded",
        COOPERATIVE,
        ("W trakcie zakładania", "Miasto Starachowice", "Powiat Starachowicki", "usługi komunalne"),
        ("/podmioty/miasto-starachowice/", "/podmioty/powiat-starachowicki/"),
    ),
    Part("001", "theme", STARACHOWICE, ("Diagnoza potrzeb społecznych",)),
    Part(
        "001",
        "programme of funding",
        STARACHOWICE_EVENT,
        ("w Regionalnym Programie Operacyjnym Województwa Świętokrzyskiego 2014–2020",),
    ),
    Part(
        "001",
        "outcomes",
        STARACHOWICE,
        ("kwestie społeczne, które opisze diagnoza", "zasady wspólnej pracy", "plan pracy partnerstwa"),
    ),
    Part(
        "001", "work plan", PARTNERSHIP, ("Zebrać dane do diagnozy potrzeb społecznych", "Każdy członek ma jeden głos")
    ),
    Part(
        "001",
        "support team",
        PARTNERSHIP,
        ("Elżbieta Maruszak", "Wiktor Staszewski", "mentor rozwoju lokalnego", "Damian Pietrucha", "doradca kluczowy"),
    ),
    Part(
        "001",
        "three advisers",
        STARACHOWICE_EVENT,
        ("doradczyni ds. ekonomii społecznej", "mentor rozwoju lokalnego", "doradca kluczowy"),
    ),
    Part("001", "lead", STARACHOWICE, images=("Mówca między flagami w sali starostwa, uczestnicy przy dwóch stołach",)),
    Part(
        "001", "not registered, so without numbers", COOPERATIVE, ("jeszcze niezarejestrowany",), never=("NIP", "KRS")
    ),
    Part(
        "001",
        "who told of the cooperative",
        STARACHOWICE_EVENT,
        ("Roman Cichowski", "prezes", "informacja o powstającej spółdzielni socjalnej"),
    ),
    Part(
        "001",
        "what the advisers did",
        STARACHOWICE_EVENT,
        ("dane o powiecie", "prowadził pracę twórczymi metodami", "odpowiadał na pytania członków"),
    ),
    Part(
        "001",
        "members: the county leads, founders and the cooperative belong",
        PARTNERSHIP,
        ("Lider", "Wspierający", "Zrobione: 2 z 4"),
        ("/podmioty/powiat-starachowicki/", "/podmioty/miasto-starachowice/", COOPERATIVE, STARACHOWICE),
    ),
    Part(
        "001",
        "what there is in the county",
        "/powiaty/powiat-starachowicki/",
        ("Kielecko-Ostrowiecki Ośrodek", "Elżbieta Maruszak", "Wiktor Staszewski", "Damian Pietrucha"),
        (PARTNERSHIP, STARACHOWICE, COOPERATIVE, "/osrodki/koowes/", "/podmioty/?powiat=powiat-starachowicki"),
    ),
    Part("001", "found by whoever lives there", "/osrodki/?powiat=w+starachowicach", ("Kto pomaga w powiecie",)),
    Part("001", "on the map", "/partnerstwa/mapa/", ("powiat starachowicki",), (PARTNERSHIP,)),
    # --- 002 study visit --------------------------------------------------------------------------------------------
    Part("002", "category", "/aktualnosci/?dzial=aktualnosci", ("Dwa dni u ludzi, którym się udało",), (VISIT,)),
    Part("002", "publication date and lead", VISIT, ("21 czerwca 2017 r.", "Pierwsza w tym roku wizyta studyjna")),
    Part("002", "two days", VISIT_EVENT, ("20–21 czerwca 2017 r.",)),
    Part(
        "002",
        "three towns in two voivodeships",
        VISIT_EVENT,
        ("Polanowice", "Byczyna, powiat kluczborski", "Częstochowa", "Żarki, powiat myszkowski"),
    ),
    Part(
        "002",
        "participants",
        VISIT_EVENT,
        ("Podmioty ekonomii społecznej, jednostki samorządu terytorialnego, instytucje rynku pracy",),
    ),
    Part("002", "participants' region", VISIT_EVENT, ("województwa lubuskiego",)),
    Part(
        "002",
        "stops with hosts and people",
        VISIT_EVENT,
        ("Grażyna Ludwicka", "dyrektorka", "Marcin Sobczyński", "naczelnik Wydziału Polityki Społecznej"),
        ("/podmioty/cis-cispol-w-polanowicach/", "/podmioty/cis-w-czestochowie/"),
    ),
    Part(
        "002",
        "operator",
        "/podmioty/cis-w-czestochowie/",
        ("Fundacja Integracji Społecznej „Feniks”",),
        ("/podmioty/fundacja-integracji-spolecznej-feniks/",),
    ),
    Part(
        "002",
        "a restaurant of two cooperatives",
        VISIT_EVENT,
        ("Restauracja Nowy Spichlerz", "dwie spółdzielnie socjalne: PERUNICA oraz MIÓD I WINO"),
        ("/podmioty/spoldzielnia-socjalna-perunica/", "/podmioty/spoldzielnia-socjalna-miod-i-wino/"),
    ),
    Part(
        "002",
        "three presented cooperatives",
        VISIT,
        ("drewno kominkowe", "odpady stałe", "Przedszkole i opieka, turystyka i promocja, handel i gastronomia"),
    ),
    Part(
        "002",
        "six points",
        VISIT_EVENT,
        (
            "klauzule społeczne",
            "wieloletni program współpracy",
            "organizacje pozarządowe",
            "spółdzielnie socjalne, w tym wiele założonych przez osoby prawne",
            "centra integracji społecznej",
            "zakład aktywności zawodowej",
        ),
    ),
    Part("002", "commitments", VISIT_EVENT, ("spróbują zastosować poznane rozwiązania",)),
    Part("002", "gallery", VISIT, (), ("/galerie/wizyta-studyjna-2017/",)),
    # --- 003 Poznań -------------------------------------------------------------------------------------------------
    Part("003", "two days", POZNAN, ("25–26 października 2021 r.",), (PROJECT,)),
    Part(
        "003",
        "theme in two languages",
        POZNAN_EVENT,
        ("Ekonomia społeczna w Unii Europejskiej: odporność na kryzys", "resilience and crisis resistance"),
    ),
    Part(
        "003",
        "five partners with countries",
        PROJECT,
        (
            "Stowarzyszenie Na Rzecz Spółdzielni Socjalnych",
            "I.Re.Forr",
            "Włochy",
            "Bruxelles Europe asbl",
            "Belgia",
            "Synthesis Center",
            "Cypr",
            "Center Ressources Arobase",
            "Francja",
        ),
    ),
    Part(
        "003",
        "experts",
        POZNAN,
        (
            "Tomasz Wierzbowski",
            "Ministerstwo Funduszy i Polityki Regionalnej",
            "dr Joanna Kubicka",
            "Uniwersytet Ekonomiczny w Poznaniu",
        ),
    ),
    Part(
        "003",
        "first bundle",
        "/podmioty/spoldzielnia-socjalna-blues-hostel/",
        ("Opieka Wytchnieniowa+", "Mobilna opieka wytchnieniowa", "Help desk"),
    ),
    Part(
        "003",
        "second bundle",
        "/podmioty/spoldzielnia-socjalna-sport-i-rehabilitacja/",
        ("Rehabilitacja+", "projektem architektonicznym", "Transport uczestników szkoleń", "Doradztwo telefoniczne"),
    ),
    Part("003", "related project", PROJECT, ("Energia Społeczna",), ("/projekty/energia-spoleczna/",)),
    Part("003", "its link", "/projekty/energia-spoleczna/", (), ("http://spoldzielnie.org/project,51",)),
    Part(
        "003",
        "seven topics",
        POZNAN,
        (
            "opieka społeczna a spółdzielnie socjalne",
            "mechanizm zakupowy",
            "sieciowanie",
            "znaczenie wartości",
            "pakiety usług",
            "nowych technologii",
            "ekonomia społeczna a edukacja",
        ),
    ),
    Part(
        "003",
        "second-day visit",
        POZNAN_EVENT,
        ("Pracownia Ekonomii Społecznej „ładne rzeczy”", "Spółdzielczy Poznań"),
        ("/podmioty/spoldzielnia-socjalna-furia/", "/podmioty/taka-mydlarnia/"),
    ),
    Part("003", "social brand", "/podmioty/pracownia-ladne-rzeczy/", ("Klunkry wielkopolskie",)),
    Part(
        "003",
        "previous and next",
        POZNAN,
        ("Poprzednia", "Następna"),
        ("/aktualnosci/spoldzielczy-poznan-gra-miejska/", "/aktualnosci/nowy-projekt-pomorze-przy-wspolnym-stole/"),
    ),
    Part("003", "what for", PROJECT, ("Wirtualny klaster", "Model współpracy przedsiębiorstw społecznych")),
    Part("003", "its meeting and news", PROJECT, (), (POZNAN_EVENT, POZNAN)),
    Part("003", "a partner's own page", "/podmioty/synthesis-center/", ("Kraj", "Cypr"), (PROJECT,)),
    Part(
        "003", "ROPS as guests", POZNAN_EVENT, ("przedstawiciele Regionalnego Ośrodka Polityki Społecznej w Poznaniu",)
    ),
    Part("003", "English", POZNAN_EN, ("five countries meet in Poznań", "beautiful things")),
    # --- 004 Gdańsk -------------------------------------------------------------------------------------------------
    Part("004", "section", GDANSK, ("Ekonomia społeczna",)),
    Part("004", "tags from what is attached", GDANSK, ("Relacja", "4 zdjęcia", "prezentacja")),
    Part("004", "photo credit", GDANSK, ("Fot. Stanisław Gołębiewski",)),
    Part("004", "date", GDANSK, ("17 kwietnia 2019 r.", "środa")),
    Part("004", "assumed year", GDANSK_EVENT, ("wskazują na rok 2019",)),
    Part("004", "venue", GDANSK_EVENT, ("Urząd Marszałkowski Województwa Pomorskiego", "ul. Okopowa 21/27")),
    Part("004", "opener", GDANSK, ("Irena Lewandowicz", "dyrektorka", "Regionalny Ośrodek Polityki Społecznej")),
    Part("004", "purpose", GDANSK, ("Ustalić, czego potrzebują ośrodki",)),
    Part(
        "004",
        "four threads",
        GDANSK_EVENT,
        (
            "może dać ośrodkom",
            "ROPS ma wspierać ośrodki",
            "zaplanowane na rok 2019",
            "jakiej współpracy potrzebują OWES",
        ),
    ),
    Part("004", "results", GDANSK_EVENT, ("lista potrzeb szkoleniowych", "propozycje warsztatów")),
    Part(
        "004",
        "four OWES",
        GDANSK,
        (
            "OWES dla subregionu metropolitalnego",
            "OWES dla subregionu południowego",
            "OWES dla subregionu słupskiego",
            "OWES z siedzibą w Dzierzgoniu",
        ),
    ),
    Part("004", "their subregions", "/osrodki/dobra-robota/", ("subregion metropolitalny", "powiat pucki")),
    Part("004", "the second", "/osrodki/owes-debrzno/", ("subregion południowy",)),
    Part("004", "the third", "/osrodki/owes-slupsk/", ("subregion słupski",)),
    Part("004", "the fourth", "/osrodki/nadwislanski-owes/", ("siedziba w Dzierzgoniu",)),
    Part(
        "004",
        "the ROPS with its four OWES",
        "/osrodki/rops-pomorskie/",
        ("Subregion metropolitalny", "Subregion południowy", "Subregion słupski", "58 326 85 61"),
        ("/osrodki/dobra-robota/", "/osrodki/owes-debrzno/", "/osrodki/owes-slupsk/", "/osrodki/nadwislanski-owes/"),
    ),
    Part("004", "each of them names its ROPS", "/osrodki/owes-slupsk/", ("Koordynuje",), ("/osrodki/rops-pomorskie/",)),
    Part(
        "004",
        "the project with its meeting",
        "/projekty/pomorski-system-przedsiebiorczosci-spolecznej/",
        ("Zakończony",),
        (GDANSK_EVENT, GDANSK),
    ),
    Part("004", "presentation", GDANSK, ("Prezentacja: główne założenia spotkania", "PDF")),
    Part(
        "004",
        "funding sentence",
        GDANSK,
        (
            "Projekt pozakonkursowy „Pomorski system przedsiębiorczości społecznej: koordynacja rozwoju ekonomii "
            "społecznej w województwie pomorskim na lata 2019–2022” jest finansowany ze środków Europejskiego Funduszu "
            "Społecznego.",
        ),
    ),
    Part(
        "004",
        "contact",
        GDANSK,
        ("Dowiedz się więcej", "58 326 85 61", "rops@pomorskie.eu", "ul. Okopowa 21/27, 80-810 Gdańsk"),
        ("tel:+48583268561", "mailto:rops@pomorskie.eu"),
    ),
]
