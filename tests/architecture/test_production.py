"""Production starts only when it was told everything essential, and then it is strict."""

import json
import os
import subprocess
import sys

import pytest
from cryptography.fernet import Fernet

from tests.architecture.test_env_example import by_systemd
from tests.architecture.tree import ROOT

DEMO_KEY = "ZGVtby1vbmx5LWRlbW8tb25seS1kZW1vLW9ubHktMDA="
ESSENTIAL = {
    "OWES_SECRET_KEY": "k7f" * 25 + "!x2Q",
    "OWES_SITE_URL": "https://portal.example",
    "OWES_ALLOWED_HOSTS": "portal.example",
    "OWES_FIELD_KEYS": Fernet.generate_key().decode(),
    "DATABASE_URL": "postgres://portal@127.0.0.1/portal",
    "OWES_REDIS_URL": "unix:///run/redis/redis-server.sock?db=0",
    "OWES_EMAIL_HOST": "mail.example",
    "OWES_FROM_EMAIL": "portal@portal.example",
}
ASK = """
import json, django
from django.conf import settings
django.setup()
names = json.loads(input())
print(json.dumps({name: getattr(settings, name) for name in names}, default=str))
"""


def python(*arguments, environment, said=""):
    clean = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "owes_portal.settings"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=clean | environment, input=said, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def production():
    names = [
        "DEBUG",
        "SESSION_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY",
        "SESSION_COOKIE_NAME",
        "CSRF_COOKIE_SECURE",
        "CSRF_COOKIE_NAME",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS",
        "ALLOWED_HOSTS",
        "CONTENT_SECURITY_POLICY",
        "EMAIL_BACKEND",
    ]
    answer = python("-c", ASK, environment=ESSENTIAL, said=json.dumps(names))
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


@pytest.mark.parametrize("name", ESSENTIAL)
def test_it_refuses_to_start_without(name):
    given = {key: value for key, value in ESSENTIAL.items() if key != name}
    answer = python("-c", "import django; django.setup()", environment=given)
    assert answer.returncode != 0
    assert f"Set the environment variable {name}" in answer.stderr


@pytest.mark.parametrize("name", ESSENTIAL)
def test_an_empty_value_is_a_missing_one(name):
    answer = python("-c", "import django; django.setup()", environment=ESSENTIAL | {name: ""})
    assert answer.returncode != 0
    assert name in answer.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OWES_SECRET_KEY", "short"),
        ("OWES_ALLOWED_HOSTS", "*"),
        ("OWES_FIELD_KEYS", "not-a-key"),
        ("OWES_FIELD_KEYS", DEMO_KEY),
        ("OWES_SITE_URL", "x"),
    ],
)
def test_it_refuses_a_value_that_is_no_protection(name, value):
    answer = python("-c", "import django; django.setup()", environment=ESSENTIAL | {name: value})
    assert answer.returncode != 0
    assert name in answer.stderr


def test_an_unknown_mode_is_refused():
    answer = python("-c", "import django; django.setup()", environment=ESSENTIAL | {"OWES_MODE": "staging"})
    assert answer.returncode != 0
    assert "OWES_MODE" in answer.stderr


def test_deploy_check_says_nothing():
    answer = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", environment=ESSENTIAL)
    assert answer.returncode == 0, answer.stderr


def test_deploy_check_warns_of_a_redis_open_to_anybody_and_the_portal_starts_all_the_same():
    opened = ESSENTIAL | {"OWES_REDIS_URL": "redis://127.0.0.1:6379/0"}
    answer = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", environment=opened)
    assert answer.returncode != 0
    assert "owes.W001" in answer.stderr
    assert python("-c", "import django; django.setup()", environment=opened).returncode == 0


@pytest.mark.parametrize(
    ("address", "warned"),
    [
        ("postgres://portal@db.example/portal", True),
        ("postgres://portal@10.0.0.5/portal?sslmode=require", True),
        ("postgres://portal@db.example/portal?sslmode=verify-full", False),
        ("postgres://portal@%2Fvar%2Frun%2Fpostgresql/portal", False),
    ],
)
def test_deploy_check_warns_of_a_database_reached_in_clear(address, warned):
    answer = python("manage.py", "check", "--deploy", environment=ESSENTIAL | {"DATABASE_URL": address})
    assert (answer.returncode, "owes.W003" in answer.stderr) == (0, warned)


def test_cookies_travel_by_https_only_and_belong_to_this_host(production):
    assert production["SESSION_COOKIE_SECURE"] is True
    assert production["SESSION_COOKIE_HTTPONLY"] is True
    assert production["CSRF_COOKIE_SECURE"] is True
    assert production["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert production["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert production["DEBUG"] is False


def test_https_is_forced_for_a_year_at_least(production):
    assert production["SECURE_SSL_REDIRECT"] is True
    assert production["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert production["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True


def test_scripts_and_styles_come_from_the_portal_alone(production):
    policy = production["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    for closed in ("default-src", "object-src", "base-uri"):
        assert policy[closed] == ["'none'"]
    assert policy["script-src"] == ["'self'"]
    assert policy["style-src"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert not any("unsafe" in source for sources in policy.values() for source in sources)


def test_the_demo_command_does_not_serve_production():
    answer = python("manage.py", "serve_demo", environment=ESSENTIAL)
    assert answer.returncode != 0
    assert "serve_demo is for the demo" in answer.stderr


def test_every_variable_is_explained_in_the_example():
    settings = (ROOT / "owes_portal/settings.py").read_text()
    example = (ROOT / "deploy/env.example").read_text()
    used = {
        word.strip("\"'(),") for word in settings.replace("(", " ").split() if word.startswith(('"OWES_', '"DATABASE'))
    }
    assert used == {name for name in used if name.isupper()}
    assert sorted(name for name in used if f"{name}=" not in example) == []


def test_the_example_filled_in_is_a_configuration_that_starts(tmp_path):
    example = by_systemd(ROOT / "deploy/env.example")
    assert [name for name in ESSENTIAL if name not in example] == []
    answer = python(
        "-c", "import django; django.setup()", environment={**example, **ESSENTIAL, "OWES_VAR_DIR": str(tmp_path)}
    )
    assert answer.returncode == 0, answer.stderr
