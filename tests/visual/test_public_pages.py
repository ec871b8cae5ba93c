"""Every public page on a phone and on a desk, light, dark and in high contrast: axe, width, pictures, console."""

import pytest

from events.registration.models import Participant, Registration
from events.registration.states import ParticipantState
from news.articles.models import Article
from news.articles.states import ArticleState
from news.galleries.models import Gallery, Photo
from tests.factories import CertificateFactory
from tests.visual.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EVENTS = {
    "open": "ksiegowosc-spoldzielni-od-zera",
    "full, with a waiting list": "kety-przy-wspolnym-stole",
    "today": "wycena-uslug-bez-tajemnic",
    "online": "zamowienia-spoleczne-online",
    "several stops, with approval": "kaszuby-od-kuchni",
    "without registration": "rynek-dobrych-praktyk-w-chojnicach",
    "registration not open yet": "ekonomia-spoleczna-wokol-baltyku",
    "cancelled": "zywienie-w-szkolach",
    "completed, with its report": "spotkanie-sieciujace-w-ketach",
    "completed, two days": "innovative-collaborations-spotkanie-w-poznaniu",
}
DOCUMENTS = (
    "w-ketach-przedsiebiorcy-poprosili-o-nastepne-spotkanie",
    "starachowickie-partnerstwo-zaczyna-od-diagnozy",
    "za-nami-dwa-dni-u-spoldzielni-socjalnych",
    "innovative-collaborations-piec-krajow-w-poznaniu",
    "czego-potrzebuja-pomorskie-osrodki",
)
FRAME = ("/", "/kontakt/", "/deklaracja-dostepnosci/", "/polityka-prywatnosci/", "/mapa-strony/")
LISTS = (
    "/aktualnosci/",
    "/wydarzenia/",
    "/wydarzenia/?kiedy=minione",
    "/wydarzenia/?rodzaj=conference&powiat=1213",
    "/wydarzenia/kalendarz/",
    "/galerie/",
    "/podmioty/",
    "/podmioty/?q=soc&rodzaj=social_cooperative",
    "/podmioty/?q=nicTakiego",
    "/partnerstwa/",
    "/partnerstwa/mapa/",
    "/projekty/",
    "/osrodki/",
    "/osrodki/mapa/",
    "/szukaj/",
    "/szukaj/?q=spółdzielnia",
    "/szukaj/?q=nicTakiego",
)
THINGS = (
    "/podmioty/spoldzielnia-socjalna-koniczynka/",
    "/podmioty/dobra-robota/",
    "/partnerstwa/partnerstwo-powiatu-starachowickiego/",
    "/projekty/innovative-collaborations/",
    "/projekty/pomorze-przy-wspolnym-stole/harmonogram/",
    "/projekty/pomorze-przy-wspolnym-stole/harmonogram/?pokaz=zmiany",
    "/projekty/innovative-collaborations/harmonogram/",
    "/osrodki/mowes/",
    "/osrodki/rops-pomorskie/",
    "/powiaty/powiat-oswiecimski/",
)
ENGLISH = (
    "/en/",
    "/en/aktualnosci/innovative-collaborations-five-countries-meet-in-poznan/",
    "/en/wydarzenia/",
    "/en/wydarzenia/kety-przy-wspolnym-stole/",
    "/en/wydarzenia/kety-przy-wspolnym-stole/zgloszenie/",
    "/en/podmioty/",
    "/en/szukaj/?q=cooperative",
)


def test_frame_lists_and_search(walk: Walk) -> None:
    for url in (*FRAME, *LISTS):
        walk.look(url, themes="?" not in url)  # a filter brings no colour of its own
    walk.look("/nie-ma-takiej-strony/", status=404)
    walk.ends_well()


def test_articles_and_galleries(walk: Walk) -> None:
    for place, slug in enumerate(DOCUMENTS):
        walk.look(f"/aktualnosci/{slug}/", themes=place < 2)
    plain = Article.objects.filter(state=ArticleState.PUBLISHED, gallery=None).latest("published_at")
    walk.look(f"/aktualnosci/{plain.slug}/", themes=False)
    for gallery in Gallery.objects.filter(slug__in=["spotkanie-w-ketach-2017", "wizyta-studyjna-2017"]):
        walk.look(f"/galerie/{gallery.slug}/")
    photo = Photo.objects.filter(gallery__slug="spotkanie-w-ketach-2017").order_by("position")[0]
    walk.look(f"/galerie/{photo.gallery.slug}/{photo.pk}/")
    walk.look(f"/galerie/{photo.gallery.slug}/{photo.pk}/zglos/")
    walk.page.locator("main form").get_by_role("button").click()
    walk.look_here("photo report with errors or sent", themes=False)
    walk.ends_well()


def test_events_and_registration(walk: Walk) -> None:
    for slug in EVENTS.values():
        walk.look(f"/wydarzenia/{slug}/")
    walk.look(f"/wydarzenia/{EVENTS['cancelled']}/zgloszenie/")
    walk.look(f"/wydarzenia/{EVENTS['registration not open yet']}/zgloszenie/", themes=False)
    for slug in (EVENTS["open"], EVENTS["full, with a waiting list"]):
        walk.look(f"/wydarzenia/{slug}/zgloszenie/")
        walk.page.get_by_label("Siebie i inne osoby").check()
        walk.page.get_by_role("button", name="Wyślij zgłoszenie").click()
        walk.page.locator(".summary").wait_for()
        walk.look_here(f"registration form with errors: {slug}")
    for state in (ParticipantState.CONFIRMED, ParticipantState.WAITING):
        own = Registration.objects.filter(event__slug=EVENTS["full, with a waiting list"], participants__state=state)
        walk.look(f"/zgloszenie/{own.order_by('pk')[0].token}/")
    person = Participant.objects.filter(event__slug=EVENTS["open"], state=ParticipantState.CONFIRMED).latest("pk")
    walk.look(f"/zgloszenie/osoba/{person.token}/bilet/", themes=False)
    certificate = CertificateFactory(issued=True)
    walk.look("/zaswiadczenie/", themes=False)
    walk.look(f"/zaswiadczenie/{certificate.code}/", themes=False)
    walk.ends_well()


def test_other_things_and_english(walk: Walk) -> None:
    for url in THINGS:
        walk.look(url)
    for url in ENGLISH:
        walk.look(url, themes=False)
    walk.ends_well()
