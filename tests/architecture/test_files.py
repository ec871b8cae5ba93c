"""What may stand in files under version control."""

import re

from tests.architecture.tree import ROOT, ours, relative, tracked

# Written in parts, so that this file itself is clean. Where packages come from is the installer's business.
REGISTRIES = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "yarn" + "pkg.com",
    "deb.debian" + ".org",
    "security.debian" + ".org",
    "archive.ubuntu" + ".com",
    "ports.ubuntu" + ".com",
    "proxy.golang" + ".org",
]
# A document as the code names it, with its folder or without; a numbered section of the design: "DESIGN §4".
DOCUMENT = re.compile(r"[\w./-]*\b[A-Za-z_]+\.md\b")
SECTION = re.compile(r"DESIGN(?:\.md)? §(\d)")
BINARY = {".woff2", ".webp", ".jpg", ".jpeg", ".png", ".gif", ".ico", ".pdf", ".ttf", ".wasm"}


def test_no_file_names_a_package_registry():
    found = {
        relative(path): name
        for path in tracked()
        if path.suffix not in BINARY
        for name in REGISTRIES
        if name in path.read_text(errors="replace")
    }
    assert found == {}


def test_no_compiled_or_secret_file_is_tracked():
    assert [
        relative(path) for path in tracked() if path.suffix in (".mo", ".pyc", ".sqlite3") or path.name == ".env"
    ] == []


def test_requirements_are_locked_with_hashes():
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = next(path for path in tracked() if relative(path) == name).read_text()
        blocks = text.replace("\\\n", "").splitlines()
        pins = [line for line in blocks if line and not line.lstrip().startswith("#")]
        assert [pin.split(" ")[0] for pin in pins if "--hash=sha256:" not in pin] == []
        assert [pin.split(" ")[0] for pin in pins if "==" not in pin] == []


def test_whoever_cites_a_document_cites_one_that_is_here():
    """A reader who follows the word arrives: in docs/, in the folder named, or beside the one who cites."""
    lost = []
    sections = set(re.findall(r"^## (\d)\.", (ROOT / "docs/DESIGN.md").read_text(), re.MULTILINE))
    for path in ours(".py", ".md", ".html", ".css", ".js", ".toml", ".sh"):
        text = path.read_text()
        for name in DOCUMENT.findall(text):
            if not any((folder / name).is_file() for folder in (ROOT, ROOT / "docs", path.parent)):
                lost.append(f"{relative(path)}: {name}")
        lost += [f"{relative(path)}: DESIGN §{number}" for number in SECTION.findall(text) if number not in sections]
    assert lost == []


def test_no_test_in_the_browser_takes_a_promise_for_a_yes():
    """Playwright's `wait_for_function` does not wait for the answer of an async function: `comes_true` does."""
    asked = [
        path for path in ours(".py", under="tests/") if re.search(r"wait_for_function\(\W*async\b", path.read_text())
    ]
    assert [relative(path) for path in asked] == []
