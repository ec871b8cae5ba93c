"""Hostile files at every field that takes one: judged before they are parsed, refused in words, quickly and in little
memory. They only claim to be large: no other software is harmed by them.
"""

import ast
import io
import time
from importlib import import_module

import pytest
from django import forms
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import translation
from PIL import Image

from common.spreadsheets import reader
from common.spreadsheets.reader import TableRefused, check_table
from entities.imports.models import EntityImport
from events.imports.models import PeopleList
from files import refusals
from files.limits import DOCUMENT_TEXT, MEGABYTE
from files.models import StoredFile, StoredImage
from tests.architecture.tree import code, relative
from tests.architecture.world import World
from tests.entities.imports.sheets import xlsx
from tests.files import samples
from tests.files.upload_fields import UPLOAD_FIELDS
from tests.security.cost import MEMORY, SECONDS, memory

pytestmark = pytest.mark.django_db
GIGABYTES = 0x7FFFFFFF
TABLE = samples.zipped(**{"[Content_Types]_dot_xml": "<T/>", "xl__workbook_dot_xml": "<w/>"})

# How each reason begins, in Polish.
with translation.override("pl"):
    REASONS = {str(words).split("%")[0][:40] for words in (*refusals.MESSAGES.values(), *reader.MESSAGES.values())}


def moving(kind: str) -> bytes:
    target = io.BytesIO()
    pictures = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue", "green")]
    pictures[0].save(target, kind, save_all=True, append_images=pictures[1:])
    return target.getvalue()


WORD = samples.word(word__media__image1_dot_png=bytes(1000))
ARCHIVES = {
    "unpacks to gigabytes": samples.unpacking_to(TABLE, "xl/workbook.xml", GIGABYTES),
    "lists a million parts": samples.listing(TABLE, 300 * MEGABYTE),
    "lists a million parts in 64 bits": samples.listing(TABLE, 300 * MEGABYTE, in_64_bits=True),
    "damaged": TABLE[:-30],
}
DOCUMENTS = {
    "text of hundreds of megabytes": samples.unpacking_to(WORD, "word/document.xml", DOCUMENT_TEXT + 1),
    "a picture of gigabytes inside": samples.unpacking_to(WORD, "word/media/image1.png", GIGABYTES),
    "lists a million parts": samples.listing(WORD, 300 * MEGABYTE),
    "a cut document": samples.PDF[:-8],
    "a program": b"MZ\x90\0" + bytes(60),
}
PICTURES = {
    "JPEG of a gigapixel": samples.jpeg_claiming(40_000, 40_000),
    "PNG of a gigapixel": samples.png(40_000, 40_000),
    "WebP of a gigapixel": samples.webp_claiming(16_000, 16_000),
    "HEIC of a gigapixel": samples.heic_claiming(40_000, 40_000),
    "a moving WebP": moving("WEBP"),
    "a moving PNG": moving("PNG"),
    "a moving GIF": moving("GIF"),
    "a picture that breaks off": samples.encoded(samples.photo())[:-300],
}


def hostile_to(field: str) -> dict[str, bytes]:
    takes = UPLOAD_FIELDS[field].takes
    found = dict(DOCUMENTS) if "pdf" in takes else {}
    if "xlsx" in takes:
        found |= ARCHIVES
    return found | (PICTURES if "jpeg" in takes else {})


def rows() -> list[int]:
    return [model.objects.count() for model in (StoredFile, StoredImage, EntityImport, PeopleList)]


@pytest.mark.parametrize("field", UPLOAD_FIELDS)
def test_a_hostile_file_is_refused_in_words_before_it_is_parsed(field: str, client: Client, cast) -> None:
    client.force_login(cast.administrator)
    upload = UPLOAD_FIELDS[field]
    url = reverse(upload.address, kwargs=upload.fill(World(cast)))
    faults, before, held = [], rows(), memory()
    for name, content in hostile_to(field).items():
        began = time.process_time()
        answer = upload.post(client, url, content, f"{name}.dat")
        page = answer.content.decode()
        if answer.status_code not in (200, 422) or not any(words in page for words in REASONS):
            faults.append(f"{name}: {answer.status_code} without a word")
        if time.process_time() - began > SECONDS:
            faults.append(f"{name}: {time.process_time() - began:.1f} s")
    assert (faults, rows()) == ([], before)
    assert memory() - held < MEMORY


def test_every_field_that_takes_a_file_is_listed() -> None:
    """A new one is tried with hostile files and on a full disk as soon as it stands in UPLOAD_FIELDS."""
    get_resolver().url_patterns  # noqa: B018 (imports every view, and with it every form)
    for path in code():
        if path.name.endswith("forms.py"):
            import_module(relative(path).removesuffix(".py").replace("/", "."))
    ours = [form for form in all_below(forms.BaseForm) if form.__module__.split(".")[0] in APPS]
    fields = {
        f"{form.__module__}.{form.__name__}.{name}"
        for form in ours
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.FileField)
    }
    assert fields == set(UPLOAD_FIELDS)


APPS = {"owes_portal", "news", "events", "partnerships", "entities", "accounts", "files", "common"}


def all_below(kind: type) -> list[type]:
    return [one for below in kind.__subclasses__() for one in (below, *all_below(below))]


def test_files_of_a_request_reach_a_form_or_the_gate() -> None:
    """A view that takes a file by its name, past every form, would be seen by no table."""
    taken = {
        relative(path)
        for path in code()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute | ast.Subscript)
        if ast.unparse(node.value) == "request.FILES"
    }
    # PhotosForm.photos: a hundred at once; of a form that is kept while somebody confirms, the names and sizes.
    assert taken == {"news/galleries/panel_views.py", "accounts/going_on.py"}


@pytest.mark.parametrize("content", ARCHIVES.values(), ids=ARCHIVES)
def test_a_sheet_is_judged_by_what_it_says_of_itself(content: bytes) -> None:
    with pytest.raises(TableRefused):
        check_table(io.BytesIO(content))


def test_an_honest_sheet_passes() -> None:
    check_table(io.BytesIO(xlsx(["Imię", "Nazwisko"], ["Anna", "Lis"])))
