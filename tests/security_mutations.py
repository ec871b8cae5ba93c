"""Takes guards of docs/SECURITY.md away, one by one, and sees that the test for each fails. Run by hand:

    .venv/bin/python -m tests.security_mutations [words of the guards to try]

Works on a copy of the tree in a temporary folder, on SQLite; some minutes for each. Ends with 1 when a test passes
without its guard, or when a guard is no longer found where it was (then this list is what has to be mended).
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]


class Guard(NamedTuple):
    """In `file` the text `there` becomes `gone`; then `test` has to fail."""

    file: str
    there: str
    gone: str
    test: str


REDIS = "tests/owes_portal/test_redis.py"
ACTIVE = "tests/files/test_active_content.py"
CLAMD = "tests/files/test_clamd.py"
SECURITY = "tests/house/test_security.py"
PRODUCTION = "tests/house/test_production.py"
GATE = "tests/files/test_file_gate.py"
GUARDS = [
    Guard(
        "common/pages/cache.py",
        '"serializer": Packing, ',
        "",
        f"{REDIS}::test_a_pickle_that_somebody_put_into_redis_is_not_read",
    ),
    Guard(
        "owes_portal/settings.py",
        'CELERY_ACCEPT_CONTENT = CELERY_RESULT_ACCEPT_CONTENT = ["json"]',
        'CELERY_ACCEPT_CONTENT = ["json", "pickle"]',
        f"{REDIS}::test_a_job_in_the_broker_is_json",
    ),
    Guard(
        "owes_portal/redis_address.py",
        'return urlsplit(address).scheme == "unix" or bool(_password(address))',
        "return True",
        f"{REDIS}::test_deploy_check_names_a_redis_that_lets_anybody_in",
    ),
    Guard(
        "files/services.py",
        "    has_scripts = inspect(upload)\n",
        "    has_scripts = False\n",
        f"{ACTIVE}::test_active_content_is_refused_and_not_kept",
    ),
    Guard(
        "files/active_content.py",
        'raise Active("launch")',
        "return False",
        f"{ACTIVE}::test_active_content_is_refused_and_not_kept",
    ),
    Guard(
        "files/active_content.py",
        '"vbaproject" in kind or ',
        "",
        f"{ACTIVE}::test_active_content_is_refused_and_not_kept",
    ),
    Guard(
        "files/active_content.py",
        "and is_remote(one.get",
        "and not is_remote(one.get",
        f"{ACTIVE}::test_active_content_is_refused_and_not_kept",
    ),
    Guard(
        "files/services.py",
        "    scan(upload, by=by)\n",
        "",
        f"{CLAMD}::test_every_field_that_takes_a_file_has_it_scanned",
    ),
    Guard(
        "files/scanning.py",
        'raise UploadRefused("scanner_away") from error',
        "return",
        f"{CLAMD}::test_without_its_answer_the_stated_policy_holds_and_nobody_waits_long",
    ),
    Guard(
        "files/downloads.py",
        "as_attachment=True",
        "as_attachment=False",
        f"{GATE}::test_a_document_is_always_a_download_that_can_run_nothing",
    ),
    Guard(
        "common/zips.py",
        "sum(part.file_size for part in parts) > most_unpacked",
        "False",
        f"{GATE}::test_an_archive_that_unpacks_to_gigabytes_is_refused",
    ),
    Guard(
        "files/names.py",
        "if unicodedata.category(c) not in INVISIBLE",
        "",
        "tests/files/test_names.py::test_no_name_at_all_slips_through",
    ),
    Guard(
        "common/pages/cache.py",
        'add_never_cache_headers(response)\n        response["Cache-Control"] = "no-store, private"',
        "pass",
        f"{SECURITY}::test_nothing_that_a_signed_in_person_sees_is_kept_by_a_cache",
    ),
    Guard(
        "owes_portal/settings.py",
        'SECURE_REFERRER_POLICY = "same-origin"',
        "SECURE_REFERRER_POLICY = None",
        f"{SECURITY}::test_every_answer_carries_the_headers_that_protect_it",
    ),
    Guard(
        "owes_portal/settings.py",
        "CSRF_COOKIE_HTTPONLY = True",
        "CSRF_COOKIE_HTTPONLY = False",
        f"{SECURITY}::test_every_cookie_is_kept_from_scripts_and_from_other_sites",
    ),
    Guard(
        "owes_portal/settings.py",
        '    MESSAGE_STORAGE = "common.pages.messages.HostStorage"\n',
        "",
        f"{SECURITY}::test_every_cookie_of_production_belongs_to_this_host_alone",
    ),
    Guard(
        "owes_portal/settings.py",
        '    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]\n',
        "",
        f"{SECURITY}::test_probes_are_not_sent_from_http_to_https",
    ),
    Guard(
        "owes_portal/settings.py",
        '    "django.contrib.auth.hashers.ScryptPasswordHasher",\n',
        "",
        f"{SECURITY}::test_passwords_are_kept_by_a_slow_hash",
    ),
    Guard(
        "owes_portal/settings.py",
        '"datefmt": "%Y-%m-%dT%H:%M:%S%z"',
        '"datefmt": "%H:%M:%S"',
        f"{SECURITY}::test_each_line_of_the_log_says_its_time_zone",
    ),
    Guard(
        "owes_portal/settings.py",
        '"object-src": [NONE],',
        '"object-src": [SELF],',
        f"{PRODUCTION}::test_scripts_and_styles_come_from_the_portal_alone",
    ),
    Guard(
        "owes_portal/settings.py",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS = True",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS = False",
        f"{PRODUCTION}::test_https_is_forced_for_a_year_at_least",
    ),
    Guard(
        "owes_portal/settings.py",
        'insist("OWES_SECRET_KEY", len(SECRET_KEY) >= 50',
        'insist("OWES_SECRET_KEY", True',
        f"{PRODUCTION}::test_it_refuses_a_value_that_is_no_protection",
    ),
    Guard(
        "deploy/nginx.conf",
        "ssl_protocols TLSv1.2 TLSv1.3;",
        "ssl_protocols TLSv1 TLSv1.2 TLSv1.3;",
        f"{SECURITY}::test_the_sample_of_nginx_takes_only_present_tls",
    ),
    Guard(
        "accounts/passwords.py",
        " or known & common_words()",
        "",
        f"{SECURITY}::test_words_of_the_portal_are_no_password",
    ),
    Guard(
        "accounts/limits.py",
        "GUESSES = Limit(10, QUARTER)",
        "GUESSES = Limit(10_000, QUARTER)",
        "tests/accounts/test_limits.py::test_after_ten_guesses_even_the_right_password_waits_a_quarter",
    ),
    Guard(
        "common/ratelimit.py",
        "return all(counts)",
        "return True",
        "tests/hostile/test_registration.py::test_a_flood_from_one_place_is_stopped",
    ),
    Guard(
        "common/ratelimit.py",
        "text = hops[-proxies] if",
        "text = hops[0] if",
        "tests/common/test_ratelimit.py::test_the_visitor_is_whom_our_own_proxy_saw",
    ),
]


def try_without(guard: Guard) -> str:
    """What happened without it: "" when the test failed, as it should."""
    with tempfile.TemporaryDirectory(prefix="owes-mutation-") as folder:
        tree = Path(folder, "tree")
        names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S607
        for name in filter(None, names.stdout.split("\0")):
            if (ROOT / name).is_file():
                (tree / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, tree / name)
        file = tree / guard.file
        text = file.read_text()
        if guard.there not in text:
            return "the guard is not there any more"
        file.write_text(text.replace(guard.there, guard.gone))
        subprocess.run(["git", "init", "-q"], cwd=tree, check=True)  # noqa: S607 (the house's tests ask git for files)
        environment = {**os.environ, "OWES_TEST_RUN": "1", "OWES_TEST_SCRATCH": folder, "PYTHONPATH": str(tree)}
        asked = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", guard.test]
        return (
            ""
            if subprocess.run(asked, cwd=tree, env=environment, capture_output=True).returncode == 1
            else "the test passes"
        )


def main(words: list[str]) -> int:
    """Try each guard whose line holds one of the words (all without any)."""
    wrong = 0
    for guard in GUARDS:
        if not words or any(word in " ".join(guard) for word in words):
            fault = try_without(guard)
            wrong += bool(fault)
            sys.stdout.write(
                f"{'FAULT: ' + fault if fault else 'ok'}  {guard.file}: {guard.there.strip()[:60]} -> {guard.test}\n"
            )
            sys.stdout.flush()
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
