"""Settings of a worker process started by a test: the test's database, mail by SMTP into the test's sink."""

import os

os.environ["OWES_MODE"] = "test"

from owes_portal.settings import *  # noqa: E402, F403

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ["SINK_PORT"])
EMAIL_USE_TLS = False
