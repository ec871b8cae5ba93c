from tests.factories import *
def test_all(client, db):
    e = EventFactory(published=True, capacity=5)
    for f in (StopFactory, ProgrammeItemFactory, AppearanceFactory, EventEntityFactory, QuotationFactory, EventDocumentFactory): f(event=e)
    PointFactory(list=PointListFactory(event=e))
    for u in ["/wydarzenia/","/wydarzenia/?czas=minione","/wydarzenia/kalendarz/",f"/wydarzenia/{e.slug}/",f"/en/wydarzenia/{e.slug}/",f"/wydarzenia/{e.slug}/kalendarz.ics","/wydarzenia/kalendarz.ics","/wydarzenia/?rodzaj=workshop"]:
        r = client.get(u); assert r.status_code == 200, u
        open("/tmp/evpages-%s.html" % u.strip("/").replace("/","_").replace("?","_"),"wb").write(r.content)
