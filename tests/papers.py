"""Reading a PDF as its reader would: the words (poppler's pdftotext) and whether its structure is tagged."""

import os
import shutil
import subprocess

import pytest


def words_of(pdf: bytes) -> str:
    """The text of all pages, in reading order, line breaks folded to spaces."""
    if not shutil.which("pdftotext"):
        if os.environ.get("OWES_REQUIRE_ALL") == "1":
            pytest.fail("pdftotext (poppler-utils) was not found, and OWES_REQUIRE_ALL=1")
        pytest.skip("pdftotext (poppler-utils) was not found: the words on paper are not read")
    out = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True)
    # A soft place to break a long word is no sign of its own.
    return " ".join(out.stdout.decode().replace("\u200b", "").replace("\u00a0", " ").split())


def is_tagged(pdf: bytes) -> bool:
    """Says of itself that it is tagged, in Polish, and PDF/UA-1."""
    return all(mark in pdf for mark in (b"/StructTreeRoot", b"/MarkInfo", b"pdfuaid", b"/Lang"))
