"""docs/SECURITY.md: each requirement stands there once, each cited test exists; and guards that no other test asks."""

import ast
import json
import logging
import re
import ssl
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail.backends.smtp import EmailBackend
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.accounts.doors import sign_in, sign_up
from tests.architecture.addresses import addresses
from tests.architecture.asvs import NOT_APPLICABLE, REQUIREMENTS
from tests.architecture.permission_table import TABLE
from tests.architecture.test_production import ASK, ESSENTIAL, python
from tests.architecture.tree import ROOT, ours
from tests.architecture.world import World
from tests.cast import Cast
from tests.factories import UserFactory
from tests.security_mutations import GUARDS

DOCUMENT = (ROOT / "docs/SECURITY.md").read_text()
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \|(.*)\|$", re.MULTILINE)
CITED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
SIGNING = re.compile(r"(signing\.\w+|\w*Signer)\(.*\)", re.DOTALL)
PYTHON = [path for path in ours(".py") if not path.relative_to(ROOT).as_posix().startswith(("tests/", "bench/"))]


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def called(tree: ast.AST) -> Iterator[str]:
    yield from (ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call))


# --- the document -----------------------------------------------------------------------------------------------
def test_every_requirement_of_both_levels_stands_in_the_document_once() -> None:
    rows = [number for number, _ in ROW.findall(DOCUMENT)]
    assert sorted(rows) == sorted(set(rows))
    assert sorted(REQUIREMENTS - NOT_APPLICABLE - set(rows)) == []
    assert sorted(set(rows) - (REQUIREMENTS - NOT_APPLICABLE)) == []


def test_every_row_cites_a_test_or_says_that_there_is_none() -> None:
    bare = [number for number, row in ROW.findall(DOCUMENT) if not CITED.search(row) and "*read*" not in row]
    assert bare == []


def test_every_cited_test_is_there() -> None:
    missing = []
    for path, name in sorted(set(CITED.findall(DOCUMENT))):
        missing += [] if name in names_in(path) else [f"{path}::{name}"]
    assert missing == []


def names_in(path: str) -> set[str]:
    """The names of the tests in the file; none when it is not there."""
    file = ROOT / path
    tree = ast.parse(file.read_text()) if file.is_file() else ast.Module([], [])
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_guards_that_may_be_taken_away_are_where_the_list_says_and_their_tests_are_there() -> None:
    """For tests/security_mutations.py, which is run by hand: a list that has gone stale would prove nothing."""
    assert [one.there for one in GUARDS if one.there and one.there not in (ROOT / one.file).read_text()] == []
    cited = [guard.test.split("::") for guard in GUARDS]
    assert [f"{path}::{name}" for path, name in cited if name not in names_in(path)] == []
    assert [guard.file for guard in GUARDS if guard.there == guard.gone] == []


def test_the_last_column_says_whether_a_guard_of_the_row_was_taken_away_or_a_fault_put_in() -> None:
    proofs = {guard.test: {one.proof for one in GUARDS if one.test == guard.test} for guard in GUARDS}
    said = {number: row.rpartition("|")[2].strip() for number, row in ROW.findall(DOCUMENT)}
    found = {}
    for number, row in ROW.findall(DOCUMENT):
        tests = ["::".join(one) for one in CITED.findall(row)]
        proven = set().union(*(proofs.get(test, set()) for test in tests))
        kinds = ("removal" in proven, "removal"), ("fault" in proven, "fault"), (bool(tests), "test"), (True, "review")
        found[number] = next(kind for holds, kind in kinds if holds)
    assert said == found


def test_nothing_leans_on_private_parts_of_allauth() -> None:
    """They change without a word: signing in must not break, or open, by an upgrade."""
    leaning = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in PYTHON
        for name in imported(ast.parse(path.read_text()))
        if name.startswith("allauth.") and ".internal." in name
    ]
    assert leaning == []


# --- headers, cookies, caches -----------------------------------------------------------------------------------
def answers(cast: Cast, client: Client) -> Iterator[tuple[str, Any]]:
    """Every address that answers GET, asked by this visitor in a world of its own; files are read to their end."""
    for key, line in TABLE.items():
        if line.post:
            continue
        with transaction.atomic():
            response = client.get(reverse(key.split(" @")[0], kwargs=line.fill(World(cast))) + line.query)
            if response.streaming:
                list(response)
            transaction.set_rollback(True)
        yield key, response


@pytest.mark.django_db
def test_every_answer_carries_the_headers_that_protect_it(cast: Cast, client: Client) -> None:
    bare = []
    for key, response in answers(cast, client):
        kind, policy = response.get("Content-Type", ""), response["Content-Security-Policy"]
        whole = (
            response.get("X-Content-Type-Options") == "nosniff"
            and response.get("Referrer-Policy") in ("same-origin", "no-referrer")
            and ("frame-ancestors 'none'" in policy or "sandbox" in policy)
            and (key.startswith("data:") or not response.has_header("Access-Control-Allow-Origin"))
            and (not kind.startswith("text/") or "charset=utf-8" in kind.lower())
        )
        bare += [] if whole else [f"{key}: {response.status_code} {dict(response.items())}"]
    assert bare == []


@pytest.mark.django_db
def test_nothing_that_a_signed_in_person_sees_is_kept_by_a_cache(cast: Cast, client: Client) -> None:
    client.force_login(cast.coordinator)
    public = {name for name, address in addresses().items() if address.is_cached_page}
    kept = [
        f"{key}: {response.get('Cache-Control', '')}"
        for key, response in answers(cast, client)
        if response.status_code == 200
        and key.split(" @")[0] not in public
        and "no-store" not in response.get("Cache-Control", "")
        and response.wsgi_request.session.accessed
    ]
    assert kept == []


@pytest.mark.django_db
def test_every_cookie_is_kept_from_scripts_and_from_other_sites(client: Client) -> None:
    user = UserFactory()
    cookies = {}
    for response in (
        client.get("/konto/logowanie/"),
        sign_up(client, "nowa@example.org"),
        sign_in(client, user.email, "zielony traktor 7"),
        client.post("/konto/dane/", {"first_name": "Anna", "last_name": "Nowa"}),
    ):
        cookies |= response.cookies
    assert {"csrftoken", "sessionid"} <= set(cookies)
    for name, cookie in cookies.items():
        assert (name, cookie["httponly"], cookie["samesite"], cookie["domain"]) == (name, True, "Lax", "")


def test_every_cookie_of_production_belongs_to_this_host_alone() -> None:
    names = [
        "SESSION_COOKIE_NAME",
        "CSRF_COOKIE_NAME",
        "KNOWN_BROWSER_COOKIE_NAME",
        "TRUSTED_DEVICE_COOKIE_NAME",
        "COLUMNS_COOKIE_NAME",
        "MESSAGE_STORAGE",
    ]
    told = of_production(*names)
    module, _, name = told.pop("MESSAGE_STORAGE").rpartition(".")
    storage = getattr(import_module(module), name)
    told["messages"] = storage.storage_classes[0].cookie_name
    assert [name for name in told.values() if not name.startswith("__Host-")] == []
    setting = [path.name for path in PYTHON if "set_cookie" in path.read_text()]
    assert setting == ["known_browsers.py", "trusted_devices.py", "list_columns.py"], (
        "a new cookie: give it a __Host- name in production, and add it above"
    )


def of_production(*names: str) -> dict[str, Any]:
    """These settings as production has them."""
    told: dict[str, Any] = json.loads(python("-c", ASK, environment=ESSENTIAL, said=json.dumps(names)).stdout)
    return told


@pytest.mark.django_db
def test_probes_are_not_sent_from_http_to_https(client: Client, settings: Any) -> None:
    for name, value in of_production("SECURE_SSL_REDIRECT", "SECURE_REDIRECT_EXEMPT").items():
        setattr(settings, name, value)
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code in (200, 503)
    assert client.get("/konto/logowanie/").status_code == 301


@pytest.mark.django_db
def test_signing_out_is_in_reach_on_every_page_of_a_signed_in_person(cast: Cast, client: Client) -> None:
    client.force_login(cast.coordinator)
    pages = ("/panel/", "/panel/wydarzenia/", f"/panel/podmioty/{cast.entity.pk}/", "/konto/", "/konto/sesje/")
    button = re.compile(r'<form action="/konto/wylogowanie/" method="post".*?<button[^>]*type="submit"', re.DOTALL)
    assert [page for page in pages if not button.search(client.get(page).content.decode())] == []


# --- passwords --------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_password_may_be_long_and_of_any_signs(client: Client) -> None:
    password = " Żółw je 🥕 i  pije; \"'<> " * 5
    assert len(password) > 100
    user = UserFactory()
    user.set_password(password)
    user.save()
    validate_password(password, user)
    assert not client.login(email=user.email, password=password.strip())
    assert sign_in(Client(), user.email, password.strip()).status_code != 302
    assert sign_in(client, user.email, password).status_code == 302


@pytest.mark.django_db
def test_passwords_are_masked_and_may_be_pasted(client: Client) -> None:
    for path in ("/konto/logowanie/", "/konto/rejestracja/"):
        fields = re.findall(r"<input[^>]*type=\"password\"[^>]*>", client.get(path).content.decode())
        assert len(fields) == 1
        assert re.search(r'autocomplete="(current|new)-password"', fields[0])
        assert "maxlength" not in fields[0]
    scripts = "".join(path.read_text() for path in ours(".js"))
    assert '"paste"' not in scripts


@pytest.mark.parametrize("word", ["owes", "spoldzielnia", "rops", "osrodek"])
def test_words_of_the_portal_are_no_password(word: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(f"{word}2026!".ljust(10, "!"))


def test_passwords_are_kept_by_a_slow_hash() -> None:
    assert (
        of_production("PASSWORD_HASHERS")["PASSWORD_HASHERS"][0] == "django.contrib.auth.hashers.ScryptPasswordHasher"
    )
    assert ScryptPasswordHasher.work_factor >= 2**14


# --- code that must not be there --------------------------------------------------------------------------------
def test_nothing_in_the_portal_fetches_an_address() -> None:
    """No address that a person typed is asked for. A new call outside: name it in docs/SECURITY.md, "Connections"."""
    forbidden = ("urllib.request", "http.client", "requests", "httpx", "aiohttp", "ftplib", "urllib3")
    found = [
        f"{path.name}: {name}"
        for path in PYTHON
        for name in imported(ast.parse(path.read_text()))
        if f"{name}.".startswith(tuple(f"{module}." for module in forbidden))
    ]
    assert found == []
    sockets = [path.name for path in PYTHON if "socket" in set(imported(ast.parse(path.read_text())))]
    assert sockets == ["scanning.py", *[name for name in sockets if name == "serve_demo.py"]]


def test_no_template_is_made_of_a_text() -> None:
    forbidden = ("Template", "from_string", "eval", "exec", "Engine", "pickle.loads", "yaml.load", "marshal.loads")
    found = [
        f"{path.name}: {name}"
        for path in PYTHON
        for name in called(ast.parse(path.read_text()))
        if name in forbidden or name.endswith(".from_string")
    ]
    assert found == []


def test_no_command_goes_through_a_shell() -> None:
    shells = ("os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput", "commands")
    found = [
        f"{path.name}:{node.lineno}"
        for path in PYTHON
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and (ast.unparse(node.func) in shells or any(word.arg == "shell" for word in node.keywords))
    ]
    assert found == []


def test_only_fixed_texts_are_formats() -> None:
    """`str.format` reads attributes of what it is given: its text is never one that somebody typed."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in PYTHON
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("format", "format_map")
        and not isinstance(node.func.value, ast.Constant)
        and "super()" not in ast.unparse(node.func)
    ]
    assert [place for place in found if not place.startswith("owes_portal/demo/")] == []


def test_no_broken_hash_is_used() -> None:
    assert [path.name for path in PYTHON if re.search(r"\b(md5|sha1)\b", path.read_text())] == []


def test_secrets_come_from_the_systems_random_source() -> None:
    using = [path.name for path in PYTHON if "random" in set(imported(ast.parse(path.read_text())))]
    assert using == ["scale.py"], "the demo alone may use `random`; secrets come from `secrets`"


def test_every_signature_has_a_salt_of_its_own() -> None:
    """So that what is signed for one purpose opens nothing else."""
    named = {
        path: [call for call in map(ast.unparse, ast.walk(ast.parse(path.read_text()))) if SIGNING.fullmatch(call)]
        for path in PYTHON
        if "sign" in path.read_text()
    }
    calls = {path: found for path, found in named.items() if found}
    assert [call for found in calls.values() for call in found if "salt=SALT" not in call] == []
    modules = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in calls]
    salts = [vars(import_module(module))["SALT"] for module in modules]
    assert len(salts) == len(set(salts)) == 3


# --- around the portal ------------------------------------------------------------------------------------------
def test_the_sample_of_nginx_takes_only_present_tls() -> None:
    sample = (ROOT / "deploy/nginx.conf").read_text()
    assert re.findall(r"ssl_protocols (.*);", sample) == ["TLSv1.2 TLSv1.3"]
    [ciphers] = re.findall(r"ssl_ciphers (.*);", sample)
    assert all(one.startswith("ECDHE-") and ("GCM" in one or "POLY1305" in one) for one in ciphers.split(":"))
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in sample


def test_the_sample_of_nginx_serves_renditions_from_the_disk_and_nothing_else() -> None:
    sample = (ROOT / "deploy/nginx.conf").read_text()
    places = dict(re.findall(r"^    location (.*?) \{\n(.*?)^    \}", sample, re.MULTILINE | re.DOTALL))
    from_disk = [place for place, told in places.items() if re.search(r"\b(root|alias)\b", told)]
    assert from_disk == ['~ "^/media/[0-9a-f]{2}/[0-9a-f]{32}/[0-9]+\\.(jpg|webp|avif)$"']
    assert len(re.findall(r"\b(?:root|alias) ", sample)) == 1
    assert "autoindex" not in sample


def test_the_certificate_of_the_mail_server_is_checked() -> None:
    told = of_production("EMAIL_BACKEND", "EMAIL_USE_TLS")
    assert told["EMAIL_BACKEND"] == f"{EmailBackend.__module__}.{EmailBackend.__name__}"
    context = EmailBackend(use_tls=told["EMAIL_USE_TLS"]).ssl_context
    assert told["EMAIL_USE_TLS"] is True
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


def test_each_line_of_the_log_says_its_time_zone() -> None:
    told = dict(settings.LOGGING["formatters"]["line"])
    module, _, name = told.pop("()").rpartition(".")
    formatter = getattr(import_module(module), name)(told["format"], told["datefmt"])
    line = formatter.format(logging.makeLogRecord({"msg": "x", "levelname": "WARNING", "name": "files"}))
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} WARNING files x$", line)
    assert {handler["class"] for handler in settings.LOGGING["handlers"].values()} == {"logging.StreamHandler"}
