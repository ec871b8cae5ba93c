"""The accessibility declaration of the demo portal, in both languages."""

from datetime import date

from entities.centres.models import AccessibilityDeclaration
from owes_portal.demo.build import Data, lines

SHARED: Data = {
    "site_published_on": date(2024, 1, 15),
    "status": "partial",
    "prepared_on": date(2024, 1, 15),
    "contact_name": "Irena Lewandowicz",
    "contact_email": "rops@pomorskie.eu",
    "contact_phone": "+48583268561",
    "sign_language_online": False,
}
DECLARATIONS: list[Data] = [
    {
        "language": "pl",
        "body_name": "Regionalny Ośrodek Polityki Społecznej Urzędu Marszałkowskiego Województwa Pomorskiego",
        "not_accessible": lines("""
            Część dokumentów sprzed 2024 r. nie ma znaczników dla programów czytających ekran.
            Na prośbę wyślemy ich treść w dostępnej postaci.
            Nagrania sprzed 2024 r. nie mają audiodeskrypcji."""),
        "method": "samoocena przeprowadzona przez podmiot publiczny",
        "shortcuts": "Na stronie można używać standardowych skrótów klawiaturowych przeglądarki.",
        "architecture": lines("""
            Do budynku prowadzi wejście od ul. Okopowej, z pochylnią i drzwiami otwieranymi automatycznie.
            Winda dojeżdża na wszystkie piętra, ma oznaczenia w alfabecie Braille’a i komunikaty głosowe.
            Na parterze jest toaleta dla osób z niepełnosprawnością.
            Przed budynkiem są dwa miejsca parkingowe dla osób z niepełnosprawnością.
            Do budynku można wejść z psem asystującym."""),
        "communication": lines("""
            Można do nas zadzwonić, napisać e-mail albo przyjść.
            Tłumacza polskiego języka migowego zapewniamy po zgłoszeniu trzy dni robocze wcześniej.
            W sali konferencyjnej działa pętla indukcyjna."""),
    },
    {
        "language": "en",
        "body_name": "Regional Centre of Social Policy, Marshal’s Office of the Pomorskie Voivodeship",
        "not_accessible": lines("""
            Some documents from before 2024 have no tags for screen readers.
            On request we send their content in an accessible form.
            Recordings from before 2024 have no audio description."""),
        "method": "self-assessment by the public body",
        "shortcuts": "The standard keyboard shortcuts of the browser work on this site.",
        "architecture": lines("""
            The entrance from ul. Okopowa has a ramp and automatic doors.
            The lift reaches all floors; it has Braille signs and voice messages.
            There is an accessible toilet on the ground floor.
            There are two parking places for disabled persons in front of the building.
            Assistance dogs are welcome."""),
        "communication": lines("""
            You can call us, write an e-mail or come in person.
            A Polish Sign Language interpreter is provided when asked for three working days before.
            There is an induction loop in the conference room."""),
    },
]


def load(today: date) -> None:
    """The declaration in a language that has none; reviewed, as every year, in March."""
    year = today.year if today >= date(today.year, 3, 16) else today.year - 1
    dates = {"site_updated_on": date(year, 3, 2), "reviewed_on": date(year, 3, 16)}
    known = set(AccessibilityDeclaration.objects.values_list("language", flat=True))
    for data in DECLARATIONS:
        if data["language"] not in known:
            AccessibilityDeclaration.objects.create(**SHARED, **dates, **data)
