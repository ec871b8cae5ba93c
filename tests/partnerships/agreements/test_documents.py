"""Documents of a partnership: what is taken, who may read them, versions; the members' corner and its contacts."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from files.models import StoredFile
from partnerships.agreements.models import DocumentVersion, PartnershipDocument, PartnershipMember
from tests.factories import (
    DocumentVersionFactory,
    LocalPartnershipFactory,
    MembershipFactory,
    PartnershipDocumentFactory,
    PartnershipMemberFactory,
)
from tests.factories.files import PDF
from tests.files.samples import encoded, exif, photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(cast):
    return LocalPartnershipFactory(published=True, centre=cast.centre, name="Partnerstwo Skawy")


@pytest.fixture
def animator(cast):
    client = Client()
    client.force_login(cast.animator)
    return client


def sent(data: bytes, name: str, access: str = "public", **fields: object) -> dict[str, object]:
    file = SimpleUploadedFile(name, data, content_type="application/pdf")
    return {"file": file, "title": "Protokół", "kind": "minutes", "access": access, "added_on": "2024-05-12", **fields}


def test_a_document_goes_to_those_who_may_read_it_as_a_download(cast, animator, made, client):
    address = f"/panel/partnerstwa/{made.pk}/dokumenty/"
    for access in ("public", "members", "staff"):
        assert animator.post(address, sent(PDF, f"{access}.pdf", access, title=f"Papier {access}")).status_code == 302
    page = client.get(f"/partnerstwa/{made.slug}/").content.decode()
    assert "Papier public" in page
    assert "Papier members" not in page
    assert "Papier staff" not in page
    assert f"PDF, {len(PDF)}\xa0B" in page
    history = page.partition('id="historia"')[2]
    assert "12\xa0maja\xa02024\xa0r." in history
    PartnershipMemberFactory(partnership=made, entity=cast.entity)
    client.force_login(cast.entity_member)
    corner = client.get(f"/konto/partnerstwa/{made.slug}/").content.decode()
    assert [name for name in ("public", "members", "staff") if f"Papier {name}" in corner] == ["public", "members"]
    found = PartnershipDocument.objects.get(access="members")
    answer = client.get(f"/konto/partnerstwa/{made.slug}/dokumenty/{found.pk}/")
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="members.pdf"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    # The entity leaves the partnership: its people are strangers again.
    PartnershipMember.objects.update(left_on="2025-01-01")
    assert client.get(f"/konto/partnerstwa/{made.slug}/dokumenty/{found.pk}/").status_code == 404
    assert client.get(f"/konto/partnerstwa/{made.slug}/").status_code == 404


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<html><script>alert(1)</script></html>", "umowa.pdf"),
        (b"MZ\x90\x00" + b"\0" * 200, "umowa.docx"),
        (b"PK\x03\x04" + b"\0" * 200, "umowa.odt"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "plan.png"),
        (b"", "pusty.pdf"),
        (encoded(photo())[:500], "zdjecie.jpg"),
    ],
)
def test_what_only_calls_itself_a_document_is_refused_beside_the_field(animator, made, data, name):
    answer = animator.post(f"/panel/partnerstwa/{made.pk}/dokumenty/", sent(data, name))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["file"]
    assert 'value="Protokół"' in answer.content.decode()
    assert not StoredFile.objects.exists()


def test_a_picture_loses_its_place_and_camera_and_stands_upright(animator, made):
    data = encoded(photo(400, 600), exif=exif(6))
    assert animator.post(f"/panel/partnerstwa/{made.pk}/dokumenty/", sent(data, "Umowa – skan.JPG")).status_code == 302
    stored = PartnershipDocument.objects.get().file
    with stored.content.open("rb") as kept:
        content = kept.read()
    with Image.open(io.BytesIO(content)) as image:
        assert (image.size, dict(image.getexif())) == ((600, 400), {})
    assert (stored.content_type, stored.name.rsplit(".", 1)[1], stored.size) == ("image/jpeg", "jpg", len(content))


def test_versions_are_kept_and_readers_get_the_newest(animator, made, client):
    address = f"/panel/partnerstwa/{made.pk}/dokumenty/"
    animator.post(address, sent(PDF, "pierwsza.pdf"))
    row = PartnershipDocument.objects.get()
    newer = SimpleUploadedFile("druga.pdf", PDF + b"%\n")
    assert animator.post(f"{address}{row.pk}/", {"act": "version", "v-file": newer}).status_code == 302
    public = client.get(f"/partnerstwa/{made.slug}/dokumenty/{row.pk}/")
    assert b"".join(public.streaming_content) == PDF + b"%\n"
    assert b"".join(animator.get(f"{address}{row.pk}/1/").streaming_content) == PDF
    refused = animator.post(f"{address}{row.pk}/", {"act": "version", "v-file": SimpleUploadedFile("x.pdf", b"x")})
    assert (refused.status_code, DocumentVersion.objects.count()) == (422, 2)
    # Staff only from now on: the public address says that there is nothing.
    words = {"act": "words", "title": "Umowa", "kind": "agreement", "access": "staff", "added_on": "2024-01-01"}
    assert animator.post(f"{address}{row.pk}/", words).status_code == 302
    assert client.get(f"/partnerstwa/{made.slug}/dokumenty/{row.pk}/").status_code == 404
    animator.post(f"{address}{row.pk}/", {"act": "drop"})
    assert (PartnershipDocument.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_the_signed_agreement_is_reached_from_its_day(made, client):
    type(made).objects.filter(pk=made.pk).update(agreement_on="2024-01-01")
    paper = PartnershipDocumentFactory(partnership=made, kind="agreement")
    page = client.get(f"/partnerstwa/{made.slug}/").content.decode()
    assert f'<a href="/partnerstwa/{made.slug}/dokumenty/{paper.pk}/">1\xa0stycznia\xa02024\xa0r.</a>' in page


def test_the_contact_list_holds_those_who_agreed_and_is_left_as_easily(cast, made, client):
    own = PartnershipMemberFactory(partnership=made, entity=cast.entity)
    silent = PartnershipMemberFactory(partnership=made, contact_name="Cicha Osoba", contact_email="cicha@example.org")
    client.force_login(cast.entity_owner)
    address, key = f"/konto/partnerstwa/{made.slug}/", f"m{own.pk}"
    words = {"member": own.pk, f"{key}-contact_name": "Ala Bąk", f"{key}-contact_phone": "33 845 12 30"}
    assert client.post(address, words | {f"{key}-agreed": "on"}).status_code == 302
    page = client.get(address).content.decode()
    assert "Ala Bąk" in page
    assert "Cicha Osoba" not in page
    assert client.post(address, {"member": own.pk, f"{key}-agreed": "on"}).status_code == 422
    assert client.post(address, words).status_code == 302
    own.refresh_from_db()
    assert own.contact_agreed_on is None
    assert "Nikt jeszcze" in client.get(address).content.decode()
    # Nobody speaks for another member.
    assert client.post(address, {"member": silent.pk, f"m{silent.pk}-contact_name": "Zły"}).status_code == 404
    assert client.post(address, {"member": "x"}).status_code == 404
    # The public page shows nobody's contact.
    assert "Ala Bąk" not in Client().get(f"/partnerstwa/{made.slug}/").content.decode()


def test_queries_of_the_corner_and_the_documents_do_not_grow(cast, animator, made, client, constant_queries):
    PartnershipMemberFactory(partnership=made, entity=cast.entity)
    client.force_login(cast.entity_member)

    def add(n: int) -> None:
        for _ in range(n):
            DocumentVersionFactory(document=PartnershipDocumentFactory(partnership=made))
            PartnershipMemberFactory(partnership=made, contact_name="Ala", contact_agreed_on="2024-01-01")
            PartnershipMemberFactory(
                partnership=LocalPartnershipFactory(published=True),
                entity=MembershipFactory(user=cast.entity_member).entity,
            )

    for who, address in (
        (client, f"/konto/partnerstwa/{made.slug}/"),
        (animator, f"/panel/partnerstwa/{made.pk}/dokumenty/"),
    ):
        constant_queries(who, address, add)


def test_words_typed_beside_a_newer_version_are_saved_with_it(animator, made):
    document = PartnershipDocumentFactory(partnership=made, title="Stary tytuł")
    address = f"/panel/partnerstwa/{made.pk}/dokumenty/{document.pk}/"
    file = SimpleUploadedFile("nowa.pdf", PDF, content_type="application/pdf")
    words = {"title": "Nowy tytuł", "kind": "minutes", "access": "members", "added_on": "2024-05-12"}
    assert animator.post(address, {**words, "title": "", "act": "version", "v-file": file}).status_code == 422
    assert not DocumentVersion.objects.filter(document=document).exists()
    file = SimpleUploadedFile("nowa.pdf", PDF, content_type="application/pdf")
    assert animator.post(address, {**words, "act": "version", "v-file": file}).status_code == 302
    document.refresh_from_db()
    assert (document.title, DocumentVersion.objects.filter(document=document).exists()) == ("Nowy tytuł", True)
    assert animator.get(address).status_code == 200
