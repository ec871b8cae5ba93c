"""What may stand in files under version control."""

from tests.house.tree import relative, tracked

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
