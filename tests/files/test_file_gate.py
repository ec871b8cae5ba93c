"""What the gate takes and refuses as a document, and how it is handed out."""

import pytest

from files import limits
from files.downloads import original_response, stored_file_response
from files.models import StoredFile
from files.refusals import UploadRefused
from files.services import accept_file
from tests.files import samples
from tests.files.samples import accepted, content_of, encoded, photo, uploaded

pytestmark = pytest.mark.django_db
OPEN = "application/vnd.oasis.opendocument."


def opened_text(**parts: str) -> bytes:
    return samples.zipped(mimetype=OPEN + "text", content_dot_xml="<office/>", **parts)


@pytest.mark.parametrize(
    ("data", "extension"),
    [
        (samples.PDF, "pdf"),
        (samples.word(), "docx"),
        (samples.zipped(**{"[Content_Types]_dot_xml": "<T/>", "xl__workbook_dot_xml": "<w/>"}), "xlsx"),
        (samples.zipped(**{"[Content_Types]_dot_xml": "<T/>", "ppt__presentation_dot_xml": "<p/>"}), "pptx"),
        (opened_text(), "odt"),
        (samples.zipped(mimetype=OPEN + "presentation"), "odp"),
        (samples.zipped(mimetype=OPEN + "spreadsheet"), "ods"),
    ],
    ids=["pdf", "docx", "xlsx", "pptx", "odt", "odp", "ods"],
)
def test_documents_pass_under_the_name_of_their_content(data: bytes, extension: str) -> None:
    stored = accept_file(upload=uploaded(data, "prezentacja.exe"), by=3)
    assert stored.name == f"prezentacja.{extension}"
    assert content_of(stored.content) == data
    assert "prezentacja" not in stored.content.name


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"MZ\x90\0" + bytes(60), "file_type", id="program"),
        pytest.param(b"<html><script>1</script>", "file_type", id="html"),
        pytest.param(b"<script>1</script>" + samples.PDF, "file_type", id="html before a pdf"),
        pytest.param(encoded(photo(9, 9)), "file_type", id="jpeg"),
        pytest.param(samples.zipped(a_dot_txt="only a zip"), "file_type", id="zip"),
        pytest.param(samples.zipped(mimetype="text/html"), "file_type", id="zip that calls itself html"),
        pytest.param(samples.PDF[:-8], "truncated", id="cut pdf"),
        pytest.param(samples.word()[:-30], "broken_file", id="cut docx"),
        pytest.param(b"PK\x03\x04" + bytes(200), "broken_file", id="garbage after the zip magic"),
        pytest.param(samples.word(word__vbaProject_dot_bin=b"Sub AutoOpen"), "macros", id="word macros"),
        pytest.param(opened_text(Basic__Standard__Module1_dot_xml="<script/>"), "macros", id="libreoffice macros"),
    ],
)
def test_other_files_are_refused_with_a_reason(data: bytes, code: str) -> None:
    with pytest.raises(UploadRefused) as refused:
        accept_file(upload=uploaded(data, "umowa.pdf"), by=None)
    assert refused.value.code == code
    assert not StoredFile.objects.exists()


def test_an_archive_that_unpacks_to_gigabytes_is_refused() -> None:
    bomb = bytearray(samples.word(word__media__image1_dot_png=bytes(1000)))
    entry = bomb.rindex(b"word/media/image1.png") - 46  # its line in the table of contents
    bomb[entry + 24 : entry + 28] = (0x7FFFFFFF).to_bytes(4, "little")
    with pytest.raises(UploadRefused) as refused:
        accept_file(upload=uploaded(bytes(bomb), "umowa.docx"), by=None)
    assert refused.value.code == "packed"


def test_a_caller_may_narrow_the_kinds() -> None:
    with pytest.raises(UploadRefused) as refused:
        accept_file(upload=uploaded(samples.word(), "agenda.docx"), by=None, allowed=frozenset({"pdf"}))
    assert "PDF." in refused.value.messages[0]


def test_a_document_over_the_limit_is_refused() -> None:
    with pytest.raises(UploadRefused) as refused:
        accept_file(upload=uploaded(samples.PDF + bytes(limits.FILE_BYTES), "duzy.pdf"), by=None)
    assert refused.value.code == "file_too_big"


def test_a_document_is_always_a_download_that_can_run_nothing() -> None:
    stored = accept_file(upload=uploaded(samples.PDF, 'za"ł;ącznik\r\nX-Evil: 1.pdf'), by=None)
    response = stored_file_response(stored)
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert "\n" not in response.headers["Content-Disposition"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert response.headers["Content-Type"] == "application/pdf"
    assert b"".join(response) == samples.PDF
    response.close()


def test_an_original_is_a_download_too() -> None:
    data = encoded(photo(), comment=b"<script>")
    response = original_response(accepted(data))
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert b"".join(response) == data
    response.close()
