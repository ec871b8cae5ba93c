"""As many queries with one entity as with thirty: the list with each filter, search, map, pickers, panel, exports."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from common.search.services import rebuild
from entities.directory.models import ServiceCategory
from tests.cast import Cast
from tests.factories import (
    EntityFactory,
    EntityKindFactory,
    MunicipalityFactory,
    OfferedServiceFactory,
    ServiceCategoryFactory,
)

pytestmark = pytest.mark.django_db
PUBLIC = (
    "/podmioty/",
    "/podmioty/?q=pierogi",
    "/podmioty/?q=pierogo",  # a near word is looked for
    "/podmioty/?q=pierogi&kolejnosc=nazwa",
    "/podmioty/?co=catering",
    "/podmioty/?rodzaj=kolo",
    "/podmioty/?powiat=suski",
    "/podmioty/?powiat=suski&gmina=1215082",
    "/podmioty/?ps=1",
    "/podmioty/?partnerstwo=1",
    "/podmioty/?q=pierogi&co=catering&rodzaj=kolo&powiat=suski&ps=1&partnerstwo=1",
    "/podmioty/mapa/",
    "/podmioty/mapa/?powiat=suski&co=catering",
    "/podmioty/podpowiedzi/?q=pierog",
    "/szukaj/?q=pierogi",
    "/dane/podmioty.json",
    "/dane/podmioty.csv",
)
STAFF = (
    "/panel/podmioty/",
    "/panel/podmioty/?q=pierog",
    "/panel/podmioty/?stan=published&rodzaj=kolo&powiat=1215",
    "/panel/podmioty/szukaj/?q=pierog",
    "/panel/podmioty/eksport.csv",
    "/panel/podmioty/eksport.xlsx?rodzaj=kolo",
)


def enter(first: int, n: int) -> None:
    """Entities that every filter finds."""
    kind, municipality = EntityKindFactory(code="kolo"), MunicipalityFactory()
    sells = ServiceCategory.objects.filter(code="catering").first() or ServiceCategoryFactory(code="catering")
    for number in range(first, first + n):
        entity = EntityFactory(
            published=True, name=f"Pierogi nr {number}", sort_name=f"pierogi nr {number:03}", kind=kind,
            county=municipality.county, municipality=municipality, latitude=49.7, longitude=19.6, partnership_count=1,
            enterprise_from="2020-01-01", enterprise_until="2099-01-01",
        )  # fmt: skip
        OfferedServiceFactory(entity=entity, category=sells, title="Pierogi")
    rebuild()


def queries_of(client: Client, url: str) -> int:
    """How many queries one answer takes, when what is kept between answers is there and no page is."""
    for _ in range(2):
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(url)
            if answer.streaming:
                b"".join(answer.streaming_content)
        assert answer.status_code == 200, url
    return len(queries)


def test_one_entity_or_thirty(client: Client, cast: Cast) -> None:
    staff = Client()
    staff.force_login(cast.coordinator)
    counted: list[dict[str, int]] = []
    for first, n in ((1, 1), (2, 29)):
        enter(first, n)
        counted.append({url: queries_of(client, url) for url in PUBLIC})
        counted[-1] |= {url: queries_of(staff, url) for url in STAFF}
    one, thirty = counted
    assert thirty == one
    assert max(thirty.values()) < 20
