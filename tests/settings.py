"""The portal's own settings, in test mode: a scratch folder per process, a private database, a cheap password hash.

`make test` (tests/run.py) says by OWES_TEST_… where its servers are; a bare `pytest` runs on SQLite, in a file.
"""

import os
import shutil
import tempfile
from pathlib import Path

SCRATCH = os.environ.get("OWES_TEST_SCRATCH") or tempfile.mkdtemp(prefix="owes-test-")
os.environ["OWES_TEST_SCRATCH"] = SCRATCH  # inherited by the workers of xdist
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
os.environ["OWES_MODE"] = "test"
os.environ["OWES_VAR_DIR"] = str(Path(SCRATCH, WORKER))
for name in ("OWES_SECRET_KEY", "OWES_SITE_URL", "OWES_ALLOWED_HOSTS", "OWES_FIELD_KEYS", "OWES_EMAIL_HOST"):
    os.environ.pop(name, None)
os.environ["DATABASE_URL"] = os.environ.get("OWES_TEST_DATABASE_URL") or f"sqlite:///{SCRATCH}/{WORKER}/portal.sqlite3"
# Every process has its own numbered database of the private Redis: main 0, gw0 1, gw1 2 …
redis_url = os.environ.get("OWES_TEST_REDIS_URL", "")
REDIS_NUMBER = int(WORKER.removeprefix("gw")) + 1 if WORKER.startswith("gw") else 0
os.environ["OWES_REDIS_URL"] = f"{redis_url}/{REDIS_NUMBER}" if redis_url else ""

from owes_portal.settings import *  # noqa: E402, F403
from owes_portal.settings import DATABASES, VAR_DIR  # noqa: E402

ON_POSTGRES = DATABASES["default"]["ENGINE"].endswith("postgresql")
if ON_POSTGRES:
    DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ.get("OWES_TEST_TEMPLATE") or None}
    DATABASES["default"]["CONN_MAX_AGE"] = 0
else:
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
    if WORKER.startswith("gw") and os.environ.get("OWES_TEST_TEMPLATE"):  # with --reuse-db: migrated once, not by each
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        shutil.copy(os.environ["OWES_TEST_TEMPLATE"], VAR_DIR / f"test.sqlite3_{WORKER}")  # pytest-django's suffix
# Tests travel in time while signed in; the limits themselves are asked with the portal's own (tests/accounts).
SESSION_LIMITS, CONFIRMED_SECONDS = {}, 10 * 365 * 24 * 3600
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Static files are looked up when asked for: scanning them all would cost every test client 0.1 s.
WHITENOISE_AUTOREFRESH = True
