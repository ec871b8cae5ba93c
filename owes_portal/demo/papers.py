"""Certificates of one past training: the worker of the demo numbers and prints them in its first minute."""

from events.catalogue.models import Event
from events.catalogue.states import EventState
from events.certificates.models import CertificateTerms
from events.certificates.services import prepare_certificates, set_terms

TRAINING = "prosty-jezyk-w-pismach"
TERMS = {
    "share": 80,
    "topics": "Prosty język w piśmie do urzędu\nOferta, którą każdy rozumie\nĆwiczenia na własnych tekstach",
    "place": "Gdańsk",
    "signatory": "Katarzyna Lipska",
    "signatory_function": "kierowniczka ośrodka",
}


def load() -> None:
    """Everybody who was there gets one; a second loading changes nothing."""
    event = Event.objects.filter(slug=TRAINING, state=EventState.COMPLETED).first()
    if event is None or CertificateTerms.objects.filter(event=event).exists():
        return
    set_terms(event_id=event.pk, by=None, **TERMS)
    prepare_certificates(event_id=event.pk, by=None)
