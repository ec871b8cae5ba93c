"""What the news put into the folder of an event: the report as paper, the photos with their list."""

from functools import partial

from django.utils import timezone

from common.pdf import print_pdf
from common.pdf.richtext import blocks_of
from common.spreadsheets.writer import xlsx_bytes
from common.text.polish import date_range
from events.catalogue.models import Event
from events.folders.extension_points import FolderFile, FolderPart
from events.programme.printed_programme import head_of
from files.models import Rendition, RenditionFormat
from news.articles.models import Article, ArticleEvent, ArticleRole
from news.articles.states import ArticleState
from news.galleries.models import ConsentBasis, Photo

SECONDS = 60


def report(event: Event) -> FolderPart:
    """The published report as PDF."""
    links = ArticleEvent.objects.filter(event=event, role=ArticleRole.REPORTS).select_related("article")
    link = links.first()
    if link is None:
        return FolderPart(missing=["relacja"])
    article = link.article
    if article.state != ArticleState.PUBLISHED:
        return FolderPart(missing=["opublikowana relacja (jest w przygotowaniu)"])
    return FolderPart([FolderFile("6-relacja/relacja.pdf", _paper(event, article))])


def _paper(event: Event, article: Article) -> bytes:
    head = head_of(event)
    published = article.shown_on()
    facts = [["Opublikowano", date_range(timezone.localdate(published), language="pl") if published else ""]]
    facts += [["Uczestnicy", article.participation]]
    data = head.data("Relacja") | {
        "document_title": article.title,
        "name": article.title,
        "kind": "relacja",
        "lead": article.lead,
        "facts": [row for row in facts if row[1]],
        "blocks": blocks_of(article.body),
        "foot": article.title,
    }
    return print_pdf("paper/text.typ", data, drawings=head.drawings, seconds=SECONDS)


def photos(event: Event) -> FolderPart:
    """The photos of the event's galleries in their public form, without hidden ones, and a list with their basis."""
    rows = list(
        Photo.objects.filter(gallery__event=event, hidden_at__isnull=True)
        .select_related("gallery")
        .order_by("gallery", "position", "pk")
    )
    largest = {}
    copies = Rendition.objects.filter(image__in=[row.image_id for row in rows], format=RenditionFormat.JPEG)
    for copy in copies.order_by("width"):
        largest[copy.image_id] = copy
    files, table = [], [["Plik", "Podpis", "Opis", "Autor", "Podstawa"]]
    for row in rows:
        copy = largest.get(row.image_id)
        if copy is None:
            continue
        name = f"zdjecie-{len(files) + 1:03}.jpg"
        files.append(FolderFile(f"5-zdjecia/{name}", open=partial(copy.content.open, "rb")))
        basis = str(ConsentBasis(row.consent_basis).label)
        table.append([name, row.caption, row.alt, row.credit or row.gallery.credit, basis])
    if not files:
        return FolderPart(missing=["zdjęcia"])
    return FolderPart([*files, FolderFile("5-zdjecia/spis-zdjec.xlsx", xlsx_bytes(table, title="Zdjęcia"))])
