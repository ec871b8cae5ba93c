"""What runs, hides or fetches something in a document is found by its content; honest papers pass."""

import io
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from django.test import Client

from common.pdf import print_pdf
from files.active_content import is_remote
from files.models import StoredFile
from files.refusals import MESSAGES, UploadRefused
from files.services import accept_file
from tests.cast import Cast
from tests.common.pdf.test_printing import sheet as attendance
from tests.factories import EventFactory
from tests.files import papers, samples
from tests.files.papers import compound, field, holding, launching, linked, office, opened, saved, with_attachment
from tests.files.samples import uploaded

pytestmark = pytest.mark.django_db
PACKED_OBJECTS = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}
VBA = compound(VBA___VBA_PROJECT=b"x", VBA__Module1=b'Sub Auto(): MsgBox "dzien dobry": End Sub')
WORKBOOK = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
MACRO_SHEET = "application/vnd.ms-excel.macrosheet"
LINKED_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
SLIDE = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"
DDE_LINK = '<externalLink><ddeLink ddeService="Nieznany" ddeTopic="temat"/></externalLink>'
MACRO_HREF = "vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document"

ACTIVE = {
    "a pdf that starts a program": (lambda: saved(launching()), "launch"),
    "the same in compressed objects": (lambda: saved(launching(), **PACKED_OBJECTS), "launch"),
    "a pdf with a program in it": (lambda: saved(with_attachment("raport.exe", b"MZ" + bytes(90))), "embedded"),
    "a program that calls itself a text": (lambda: saved(with_attachment("raport.txt", b"MZ" + bytes(90))), "embedded"),
    "a pdf with a script for the shell in it": (
        lambda: saved(with_attachment("a.cmd", b"echo dzien dobry")),
        "embedded",
    ),
    "a pdf with a word document with macros in it": (
        lambda: saved(with_attachment("a.docx", office(word__vbaProject_dot_bin=VBA))),
        "macros",
    ),
    "a pdf behind a password": (
        lambda: saved(launching(), encryption=pikepdf.Encryption(user="tajne", owner="tajne")),
        "locked",
    ),
    "word macros": (lambda: office(word__vbaProject_dot_bin=VBA), "macros"),
    "word macros under another name": (
        lambda: office(types={"/word/dane.bin": "application/vnd.ms-office.vbaProject"}, word__dane_dot_bin=VBA),
        "macros",
    ),
    "word macros that nothing names": (lambda: office(word__media__rysunek_dot_png=VBA), "macros"),
    "word macros that only the list of types names": (
        lambda: office(types={"/word/dane.bin": "application/vnd.ms-office.vbaProject"}, word__dane_dot_bin=b"dane"),
        "macros",
    ),
    "a sheet of Excel 4 macros": (
        lambda: office(
            papers.SHEET,
            types={"/xl/arkusze/1.xml": MACRO_SHEET + "+xml"},
            xl__arkusze__1_dot_xml="<macrosheet/>",
        ),
        "macros",
    ),
    "a binary workbook with such a sheet": (
        lambda: office(WORKBOOK, types={"/xl/a.bin": MACRO_SHEET}, xl__a_dot_bin=b"\x81\x01\0"),
        "macros",
    ),
    "a binary workbook without macros": (lambda: office(WORKBOOK), "binary_sheet"),
    "an old workbook with such a sheet, put into a letter": (
        lambda: holding("a.bin", compound(Workbook=papers.old_workbook(1))),
        "macros",
    ),
    "an old workbook with VBA, put into a letter": (
        lambda: holding("a.bin", compound(Workbook=papers.old_workbook(0), _VBA_PROJECT_CUR__VBA__dir=b"x")),
        "macros",
    ),
    "a workbook with macros, put into a letter": (
        lambda: holding("a.xlsx", office(papers.SHEET, xl__vbaProject_dot_bin=VBA)),
        "macros",
    ),
    "a packed file": (lambda: holding("a.bin", compound(**{"\x01Ole10Native": b"raport.exe"})), "embedded"),
    "a program put into a letter": (lambda: holding("a.bin", b"MZ" + bytes(90)), "embedded"),
    "a control": (lambda: office(types={"/word/a.xml": "application/vnd.ms-office.activeX+xml"}), "embedded"),
    "a template from the web": (lambda: linked("attachedTemplate", "https://wzory.example/a.dotm"), "remote"),
    "a template from another computer": (lambda: linked("attachedTemplate", r"\\serwer\wzory\a.dotm"), "remote"),
    "the same as an address": (lambda: linked("attachedTemplate", "file://serwer/wzory/a.dotm"), "remote"),
    "an object from the web": (lambda: linked("oleObject", "https://wzory.example/a.rtf"), "remote"),
    "a frame from the web": (lambda: linked("frame", "https://wzory.example/a.htm"), "remote"),
    "a text from the web": (lambda: field(' INCLUDETEXT "https://wzory.example/a.docx" '), "remote"),
    "a DDE field": (lambda: field(' DDEAUTO nieznany "temat" '), "dde"),
    "a DDE field in pieces": (lambda: field(" D", "DE ", 'nieznany "temat" '), "dde"),
    "a DDE link of a sheet": (
        lambda: office(papers.SHEET, types={"/xl/a.xml": LINKED_BOOK}, xl__a_dot_xml=DDE_LINK),
        "dde",
    ),
    "a slide that starts a program": (
        lambda: office(
            papers.SLIDES,
            types={"/ppt/slides/1.xml": SLIDE},
            ppt__slides__1_dot_xml='<p><hlinkClick action="ppaction://program"/></p>',
        ),
        "launch",
    ),
    "macros of LibreOffice": (lambda: opened(Basic__Standard__Module1_dot_xml="<module/>"), "macros"),
    "a script of LibreOffice": (lambda: opened(Scripts__python__a_dot_py="print('dzien dobry')"), "macros"),
    "a macro at an event": (
        lambda: opened(f'<script:event-listener script:event-name="dom:load" xlink:href="{MACRO_HREF}"/>'),
        "macros",
    ),
    "a program at a click": (
        lambda: opened('<presentation:event-listener presentation:action="execute" xlink:href="nie-ma.exe"/>'),
        "launch",
    ),
    "a macro behind a link": (lambda: opened(f'<text:a xlink:href="{MACRO_HREF}">x</text:a>'), "macros"),
    "a DDE section": (lambda: opened("<text:section><office:dde-source/></text:section>"), "dde"),
    "a DDE formula": (
        lambda: opened('<table:table-cell table:formula=\'of:=DDE("nieznany";"a";"b")\'/>', kind="spreadsheet"),
        "dde",
    ),
    "a section from the web": (
        lambda: opened('<text:section-source xlink:href="https://wzory.example/a.odt"/>'),
        "remote",
    ),
    "an open template from the web": (
        lambda: opened(
            meta_dot_xml=f'<a {papers.NAMESPACES} xmlns:xlink="http://www.w3.org/1999/xlink">'
            '<meta:template xlink:href="https://wzory.example/a.ott"/></a>'
        ),
        "remote",
    ),
    "an applet": (lambda: opened("<draw:applet/>"), "embedded"),
    "an open document behind a password": (
        lambda: opened(META_INF__manifest_dot_xml=f"<a {papers.NAMESPACES}><manifest:encryption-data/></a>"),
        "locked",
    ),
    "an old workbook with macros in an open text": (
        lambda: opened(**{"Object 1": compound(Workbook=papers.old_workbook(1))}),
        "macros",
    ),
}


@pytest.mark.parametrize("name", ACTIVE)
def test_active_content_is_refused_and_not_kept(name: str) -> None:
    make, code = ACTIVE[name]
    with pytest.raises(UploadRefused) as refused:
        accept_file(upload=uploaded(make(), "umowa.pdf"), by=None)
    assert refused.value.code == code
    assert not StoredFile.objects.exists()


HONEST = {
    "a fillable pdf without scripts": lambda: saved(papers.form()),
    "a pdf in compressed objects": lambda: saved(papers.form(), **PACKED_OBJECTS),
    "a pdf that only its owner may change": lambda: saved(
        papers.form(), encryption=pikepdf.Encryption(user="", owner="tajne")
    ),
    "an invoice with its data": lambda: saved(with_attachment("faktura.xml", b"<Faktura/>")),
    "a pdf with its table": lambda: saved(with_attachment("tabela.xlsx", papers.sheet())),
    "a pdf with a link": lambda: saved(
        papers.page_that({"/S": pikepdf.Name.URI, "/URI": pikepdf.String("https://example.org")})
    ),
    "a paper of typst": lambda: print_pdf("events/attendance/photographer.typ", attendance()),
    "a sheet of XlsxWriter": papers.sheet,
    "a letter with a link": lambda: linked("hyperlink", "https://example.org/regulamin"),
    "a letter with a link to a file": lambda: linked("hyperlink", r"file:///\\serwer\wspolny\regulamin.pdf"),
    "a letter with a linked picture": lambda: linked("image", "https://example.org/logo.png"),
    "a letter after the office's own template": lambda: linked(
        "attachedTemplate", "file:///C:\\Users\\Anna\\Szablony\\pismo%20firmowe.dotx"
    ),
    "a letter with a picture and a chart's table": lambda: office(
        word__media__image1_dot_png=samples.encoded(samples.photo(40, 40), "PNG"),
        word__embeddings__Arkusz_dot_xlsx=papers.sheet(),
    ),
    "a letter with an old table": lambda: holding("oleObject1.bin", compound(Workbook=papers.old_workbook(0))),
    "a letter with a table of contents": lambda: field(' TOC \\o "1-3" \\h \\z \\u '),
    "a letter about DDE": lambda: office(
        word__document_dot_xml=f"<w:document {papers.W}><w:p><w:r><w:t>DDE</w:t></w:r></w:p></w:document>"
    ),
    "an open text": lambda: opened('<text:a xlink:href="https://example.org">x</text:a><text:p>DDE</text:p>'),
    "an open text with a picture and a table": lambda: opened(
        '<draw:image xlink:href="Pictures/1.png"/><draw:object xlink:href="./Object 1"/>',
        Pictures__1_dot_png=samples.encoded(samples.photo(40, 40), "PNG"),
        **{"Basic__script-lc_dot_xml": "<libraries/>"},
    ),
}


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_paper_passes_without_a_word(name: str) -> None:
    stored = accept_file(upload=uploaded(HONEST[name](), "umowa.pdf"), by=None)
    assert not stored.has_scripts


@pytest.mark.parametrize("ending", ["ods", "xlsx"])
def test_a_sheet_saved_by_libreoffice_passes(ending: str, tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice was not found")
    (tmp_path / "zrodlo.xlsx").write_bytes(papers.sheet())
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    made = ["--convert-to", ending, "--outdir", str(tmp_path / "out"), str(tmp_path / "zrodlo.xlsx")]
    subprocess.run([program, profile, "--headless", *made], check=True, capture_output=True, timeout=120)
    data = (tmp_path / f"out/zrodlo.{ending}").read_bytes()
    assert accept_file(upload=uploaded(data, "tabela"), by=None).name == f"tabela.{ending}"


# --- what people see --------------------------------------------------------------------------------------------
def send(cast: Cast, client: Client, data: bytes) -> tuple[str, str]:
    """Add a document to an event of the animator's; gives its page's address and what the answer shows."""
    event = EventFactory(centre=cast.centre, published=True)
    client.force_login(cast.animator)
    address = f"/panel/wydarzenia/{event.pk}/dokumenty/"
    fields = {"kind": "other", "title": "Wniosek", "is_public": "on", "file": uploaded(data, "wniosek.pdf")}
    return address, client.post(address, fields, follow=True).content.decode()


def test_the_field_says_why_and_how_to_save_a_clean_copy(cast: Cast, client: Client) -> None:
    _, page = send(cast, client, saved(launching()))
    assert "Dokument uruchamia program na komputerze czytającego. Wydrukuj go do PDF i wyślij ten plik." in page
    assert 'aria-invalid="true"' in page
    assert "Wniosek" in page
    assert not StoredFile.objects.exists()


def test_scripts_of_a_fillable_pdf_are_said_to_who_sent_it_and_to_the_staff(cast: Cast, client: Client) -> None:
    address, page = send(cast, client, saved(papers.form("AFNumber_Keystroke(2, 1, 0, 0, '', true);")))
    note = "Ten PDF zawiera skrypty"
    assert StoredFile.objects.get().has_scripts
    assert page.count(note) == 1
    assert client.get(address).content.decode().count(note) == 1


def test_scripts_in_compressed_objects_are_found_too() -> None:
    data = saved(papers.form("app.alert('dzien dobry')"), **PACKED_OBJECTS)
    assert b"JavaScript" not in data
    assert accept_file(upload=uploaded(data, "wniosek.pdf"), by=None).has_scripts


def test_every_reason_has_words_that_say_what_to_do() -> None:
    for code in {code for _, code in ACTIVE.values()}:
        assert code in MESSAGES
        assert re.search("Zapisz|zapisz|Wydrukuj", str(MESSAGES[code]))


@pytest.mark.parametrize(
    ("target", "remote"),
    [
        ("https://a.example/x.dotx", True),
        ("//a.example/x.dotx", True),
        (r"\\serwer\x.dotx", True),
        ("file://serwer/x.dotx", True),
        (r"file:///\\serwer\x.dotx", True),
        ("file:///C:/Wzory/x.dotx", False),
        (r"C:\Wzory\x.dotx", False),
        ("../Wzory/x.ott", False),
        ("Inny%20arkusz.xlsx", False),
        ("#Zakladka", False),
        ("", False),
    ],
)
def test_remote_is_what_lies_on_another_computer(target: str, remote: bool) -> None:
    assert is_remote(target) is remote


def test_a_damaged_document_is_refused_in_words() -> None:
    data = bytearray(office(word__document_dot_xml=f"<w:document {papers.W}>"))
    with pytest.raises(UploadRefused) as refused:
        accept_file(upload=uploaded(bytes(data), "umowa.docx"), by=None)
    assert refused.value.code == "broken_file"
    assert io.BytesIO(data).read(2) == b"PK"
