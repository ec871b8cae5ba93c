"""Funding projects of the demo. Sums and numbers are made up; names, periods and partners are those of the reports."""

from datetime import date
from decimal import Decimal

from owes_portal.demo.build import Data, lines

PROJECTS: list[Data] = [
    {
        "slug": "mowes-malopolska-zachodnia",
        "title": "MOWES – Małopolski Ośrodek Wsparcia Ekonomii Społecznej – Małopolska Zachodnia",
        "title_en": "MOWES – Social Economy Support Centre of Małopolska – Western Małopolska",
        "short_name": "MOWES Małopolska Zachodnia",
        "number": "RPMP.09.03.00-12-0000/16",
        "programme": "Regionalny Program Operacyjny Województwa Małopolskiego 2014–2020",
        "fund": "Europejski Fundusz Społeczny",
        "period": "2014-2020",
        "centre": "mowes",
        "total_value": Decimal("4860000"),
        "eu_contribution": Decimal("4131000"),
        "starts_on": date(2016, 7, 1),
        "ends_on": date(2019, 6, 30),
        "assumption": "numer, kwoty, program i okres; dokument podaje tylko tytuł",
        "lead": "Doradztwo, animacja i spotkania dla podmiotów ekonomii społecznej zachodniej Małopolski.",
        "lead_en": "Advice, animation and meetings for social-economy entities of western Małopolska.",
        "goals": lines("""
            Nowe i silniejsze przedsiębiorstwa społeczne
            Współpraca spółdzielni z firmami i samorządami
            Partnerstwa lokalne w każdym powiecie"""),
        "funding_sentence": "Działania w ramach projektu „MOWES – Małopolski Ośrodek Wsparcia Ekonomii Społecznej – "
        "Małopolska Zachodnia” są współfinansowane ze środków Europejskiego Funduszu Społecznego.",
        "funding_sentence_en": "Activities of the project “MOWES – Western Małopolska” are co-funded by the European "
        "Social Fund.",
        "partners": [("zwiazek-lustracyjny-spoldzielni-pracy", "leader", "PL")],
        "indicators": [
            {
                "name": "Spotkania sieciujące",
                "unit": "spotkania",
                "target": 24,
                "source": "events",
                "event_kind": "networking",
            },
            {"name": "Osoby objęte animacją", "unit": "osoby", "target": 600, "source": "people"},
            {
                "name": "Podmioty ekonomii społecznej objęte wsparciem",
                "unit": "podmioty",
                "target": 120,
                "source": "pes",
            },
        ],
    },
    {
        "slug": "pomorski-system-przedsiebiorczosci-spolecznej",
        "title": "Pomorski system przedsiębiorczości społecznej: koordynacja rozwoju ekonomii społecznej w "
        "województwie "
        "pomorskim na lata 2019–2022",
        "title_en": "The Pomeranian system of social entrepreneurship: coordination of the social economy, 2019–2022",
        "short_name": "Pomorski system przedsiębiorczości społecznej",
        "fund": "Europejski Fundusz Społeczny",
        "period": "2014-2020",
        "centre": "rops-pomorskie",
        "starts_on": date(2019, 1, 1),
        "ends_on": date(2022, 12, 31),
        "assumption": "pierwszy i ostatni dzień; dokument podaje lata 2019–2022",
        "lead": "Koordynacja ekonomii społecznej w województwie: wspólne plany, szkolenia i sieć czterech ośrodków.",
        "lead_en": "Coordination of the social economy in the voivodeship: joint plans, training, a network of four "
        "centres.",
        "funding_sentence": "Projekt pozakonkursowy „Pomorski system przedsiębiorczości społecznej: koordynacja "
        "rozwoju "
        "ekonomii społecznej w województwie pomorskim na lata 2019–2022” jest finansowany ze środków Europejskiego "
        "Funduszu Społecznego.",
        "funding_sentence_en": "The non-competitive project “The Pomeranian system of social entrepreneurship: "
        "coordination of the social economy in Pomorskie, 2019–2022” is funded by the European Social Fund.",
        "partners": [("rops-wojewodztwa-pomorskiego", "leader", "PL")],
        "indicators": [
            {
                "name": "Spotkania robocze ośrodków",
                "unit": "spotkania",
                "target": 16,
                "source": "events",
                "event_kind": "working",
            }
        ],
    },
    {
        "slug": "energia-spoleczna",
        "title": "Energia Społeczna",
        "short_name": "Energia Społeczna",
        "period": "2014-2020",
        "fund": "Europejski Fundusz Społeczny",
        "centre": "owes-poznan",
        "starts_on": date(2020, 1, 1),
        "ends_on": date(2022, 12, 31),
        "assumption": "fundusz i okres; dokument podaje tylko nazwę i adres projektu",
        "lead": "Spółdzielnie socjalne wdrażają wiązki usług: kilka usług, które razem rozwiązują jeden problem.",
        "lead_en": "Social cooperatives put bundles of services into practice: several services that solve one "
        "problem.",
        "description": "Blues Hostel wdraża model Opieka Wytchnieniowa+, a Sport i Rehabilitacja model Rehabilitacja+.",
        "website": "http://spoldzielnie.org/project,51",
        "funding_sentence": "Projekt „Energia Społeczna” jest współfinansowany ze środków Europejskiego Funduszu "
        "Społecznego.",
        "partners": [
            ("stowarzyszenie-na-rzecz-spoldzielni-socjalnych", "leader", "PL"),
            ("spoldzielnia-socjalna-blues-hostel", "partner", "PL"),
            ("spoldzielnia-socjalna-sport-i-rehabilitacja", "partner", "PL"),
        ],
    },
    {
        "slug": "innovative-collaborations",
        "title": "Innovative Collaborations",
        "short_name": "Innovative Collaborations",
        "period": "other",
        "centre": "owes-poznan",
        "starts_on": date(2020, 9, 1),
        "ends_on": date(2022, 8, 31),
        "assumption": "okres, bo dokument go nie podaje",
        "lead": "Pięć organizacji z pięciu krajów tworzy wirtualny klaster przedsiębiorstw społecznych i model ich "
        "współpracy.",
        "lead_en": "Five organisations from five countries build a virtual cluster of social enterprises and a "
        "model of "
        "their cooperation.",
        "goals": lines("""
            Wirtualny klaster dla przedsiębiorstw społecznych
            Model współpracy przedsiębiorstw społecznych"""),
        "funding_sentence": "Projekt „Innovative Collaborations” realizuje pięć organizacji z Belgii, Cypru, Francji, "
        "Polski i Włoch.",
        "funding_sentence_en": "The project “Innovative Collaborations” is carried out by five organisations from "
        "Belgium, "
        "Cyprus, France, Italy and Poland.",
        "partners": [
            ("stowarzyszenie-na-rzecz-spoldzielni-socjalnych", "leader", "PL"),
            ("i-re-forr", "partner", "IT"),
            ("bruxelles-europe-asbl", "partner", "BE"),
            ("synthesis-center", "partner", "CY"),
            ("centre-ressources-arobase", "partner", "FR"),
        ],
        "related": ["energia-spoleczna"],
    },
    {
        "slug": "pomorze-przy-wspolnym-stole",
        "title": "Pomorze przy wspólnym stole: koordynacja ekonomii społecznej",
        "title_en": "Pomorze at one table: coordination of the social economy",
        "short_name": "Pomorze przy wspólnym stole",
        "number": "FEPM.05.17-IZ.00-0000/24",
        "programme": "Fundusze Europejskie dla Pomorza 2021–2027",
        "fund": "Europejski Fundusz Społeczny Plus",
        "period": "2021-2027",
        "centre": "rops-pomorskie",
        "total_value": Decimal("7200000"),
        "eu_contribution": Decimal("6120000"),
        "starts_on": date(2024, 1, 1),
        "ends_on": date(2028, 12, 31),
        "assumption": "wszystko, bo projekt jest przykładowy",
        "lead": "Spotkania, wizyty i wspólne plany pomorskich ośrodków, gmin i przedsiębiorstw społecznych.",
        "lead_en": "Meetings, visits and joint plans of centres, municipalities and social enterprises in Pomorze.",
        "goals": lines("""
            Sieć współpracy w każdym z czterech subregionów
            Zamówienia społeczne w gminach
            Usługi społeczne blisko mieszkańców"""),
        "funding_sentence": "Projekt „Pomorze przy wspólnym stole” jest dofinansowany przez Unię Europejską ze środków "
        "Europejskiego Funduszu Społecznego Plus.",
        "funding_sentence_en": "The project “Pomorze at one table” is co-funded by the European Union from the "
        "European "
        "Social Fund Plus.",
        "partners": [
            ("rops-wojewodztwa-pomorskiego", "leader", "PL"),
            ("dobra-robota", "partner", "PL"),
            ("centrum-inicjatyw-obywatelskich", "partner", "PL"),
        ],
        "indicators": [
            {
                "name": "Spotkania sieciujące",
                "unit": "spotkania",
                "target": 40,
                "source": "events",
                "event_kind": "networking",
            },
            {"name": "Uczestnicy spotkań i wizyt", "unit": "osoby", "target": 900, "source": "people"},
            {
                "name": "Uczestnicy projektu z kompletem danych",
                "unit": "osoby",
                "target": 600,
                "source": "people",
                "counts": "complete",
            },
            {"name": "Podmioty ekonomii społecznej w sieciach", "unit": "podmioty", "target": 150, "source": "pes"},
        ],
    },
]
