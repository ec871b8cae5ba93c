"""All settings, read from the environment.

OWES_MODE says where we are: `production` (the default: nothing is guessed, a missing essential stops the start),
`demo` (`make run`: SQLite, in-process worker, demo data) or `test` (pytest).
"""

import re
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from owes_portal.redis_address import broker_address

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()
MODE = env.str("OWES_MODE", "production")
if MODE not in ("production", "demo", "test"):
    raise ImproperlyConfigured(f"OWES_MODE must be production, demo or test, not {MODE!r}.")
PRODUCTION = MODE == "production"
VAR_DIR = Path(env.str("OWES_VAR_DIR", str(BASE_DIR / "var")))


def essential(name: str, otherwise: str) -> str:
    """Value of an environment variable that production cannot do without; `otherwise` serves demo and tests."""
    value = env.str(name, "")
    if value:
        return value
    if PRODUCTION:
        raise ImproperlyConfigured(f"Set the environment variable {name}: production does not start without it.")
    return otherwise


def insist(name: str, good: bool, why: str) -> None:
    """Refuse a value that would not protect anybody in production."""
    if PRODUCTION and not good:
        raise ImproperlyConfigured(f"{name} {why}")


# --- identity of the installation -------------------------------------------------------------------------------
SECRET_KEY = essential("OWES_SECRET_KEY", "demo-only-not-a-secret-" + "x" * 40)
SITE_URL = essential("OWES_SITE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = [h.strip() for h in essential("OWES_ALLOWED_HOSTS", "*").split(",") if h.strip()]
insist("OWES_SECRET_KEY", len(SECRET_KEY) >= 50, "is too short: at least 50 random characters.")
insist("OWES_SITE_URL", SITE_URL.startswith("https://"), "must begin with https://.")
insist("OWES_ALLOWED_HOSTS", "*" not in ALLOWED_HOSTS, "must name the hosts; * lets in every one.")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
DEBUG = env.bool("OWES_DEBUG", False)
SITE_NAME = env.str("OWES_SITE_NAME", "Wspólny Stół")
SITE_CLAIM = env.str("OWES_SITE_CLAIM", "Portal ekonomii społecznej")
SITE_CONTACT = {
    "name": env.str("OWES_CONTACT_NAME", SITE_NAME),
    "street": env.str("OWES_CONTACT_STREET", "ul. Przykładowa 5"),
    "town": env.str("OWES_CONTACT_TOWN", "00-000 Przykładowo"),
    "phone": env.str("OWES_CONTACT_PHONE", "33 000 00 00"),
    "email": env.str("OWES_CONTACT_EMAIL", "biuro@owes.example"),
}
# Key of the encrypted columns (special needs); rotation: several keys, comma separated, the first one writes.
DEMO_FIELD_KEY = "ZGVtby1vbmx5LWRlbW8tb25seS1kZW1vLW9ubHktMDA="
FIELD_KEYS = essential("OWES_FIELD_KEYS", DEMO_FIELD_KEY).split(",")
insist("OWES_FIELD_KEYS", DEMO_FIELD_KEY not in FIELD_KEYS, "must not be the key of the demo.")
insist(
    "OWES_FIELD_KEYS",
    all(re.fullmatch(r"[A-Za-z0-9_-]{43}=", key) for key in FIELD_KEYS),
    "must be Fernet keys: 32 random bytes in URL-safe base64.",
)

# --- applications -----------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "owes_portal.apps.OwesPortalConfig",
    "news.apps.NewsConfig",
    "events.apps.EventsConfig",
    "partnerships.apps.PartnershipsConfig",
    "entities.apps.EntitiesConfig",
    "accounts.apps.AccountsConfig",
    "files.apps.FilesConfig",
    "common.apps.CommonConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_filters",
    "django_htmx",
    "django_prose_editor",
]
MIDDLEWARE = [
    "common.db.statement_timeouts.CostMiddleware",  # no question to the database before its limit stands
    "common.web.middleware.PageCacheMiddleware",  # outermost of what makes a page: a copy carries all headers below
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "common.web.middleware.PathLocaleMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "common.web.middleware.SignInRequiredMiddleware",
    "accounts.second_factor.SecondFactorMiddleware",  # first: a form that the next one keeps meets no middleware again
    "accounts.confirming.SessionLimitsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "owes_portal.urls"
WSGI_APPLICATION = "owes_portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "owes_portal.site.context.frame",
            ],
            "builtins": [
                "django.templatetags.static",
                "django.templatetags.i18n",
                "common.templatetags.words",
                "common.templatetags.portal",
                "common.templatetags.components",
                "common.templatetags.component_lists",
                "common.templatetags.page_components",
            ],
        },
    }
]
FORM_RENDERER = "common.forms.renderer.ComponentRenderer"

# --- data -------------------------------------------------------------------------------------------------------
DATABASE_URL = essential("DATABASE_URL", f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")
DATABASES = {"default": env.dj_db_url("DATABASE_URL", DATABASE_URL, conn_max_age=60, conn_health_checks=True)}
# Behind a pooler that lends sessions by the transaction nothing may be kept in them (common/db/prepared_statements.py).
DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = env.bool("OWES_DATABASE_POOLER", False)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=30000;",
    }
# How many seconds a statement may take on PostgreSQL, by the kind of work (common/db/statement_timeouts.py).
STATEMENT_SECONDS = {"public": 5, "panel": 15, "export": 60, "worker": 300} if MODE == "production" else {}
EXPORT_ROWS_AT_ONCE = 2_000  # longer lists are made by the worker (accounts/exports)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = essential("OWES_REDIS_URL", "")
# Short waits: a hanging Redis may cost a page 0.3 s, never the registration.
REDIS_WAIT = {"socket_timeout": 0.3, "socket_connect_timeout": 0.3}
CACHES = {
    "default": {
        "BACKEND": "common.web.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": REDIS_WAIT,
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}}
}
# Rendered public pages that each process keeps beside the shared cache (about 60 kB each).
PAGE_COPIES_NEAR = env.int("OWES_PAGE_COPIES_NEAR", 0 if MODE == "test" else 200)

# --- people -----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "accounts.passwords.GuessedFirstValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# Memory-hard and in the standard library: no dependency for it. Older hashes are read, and renewed at sign-in.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
PASSWORD_RESET_TIMEOUT = 24 * 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account:home"
LOGOUT_REDIRECT_URL = "account_login"  # a page that may say that one is signed out
SESSION_COOKIE_AGE, STAFF = 14 * 24 * 3600, ["animator", "editor", "coordinator", "administrator"]
# A session asks who sits there (accounts/confirming.py): after seconds without a request by hand, and at the latest.
_STAFF_LIMITS = (60 * env.int("OWES_STAFF_IDLE_MINUTES", 60), 3600 * env.int("OWES_STAFF_SESSION_HOURS", 12))
SESSION_LIMITS = {"participant": (7 * 24 * 3600, SESSION_COOKIE_AGE), **dict.fromkeys(STAFF, _STAFF_LIMITS)}
CONFIRMED_SECONDS = 15 * 60  # before exports of personal data and changes of how one signs in
CSRF_FAILURE_VIEW = "owes_portal.site.errors.form_expired"
ACCOUNT_ADAPTER = "accounts.adapter.PortalAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True  # who has the link has the box, as with a one-time code
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # only in the browser that signed up
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_CHANGE_EMAIL = True  # one address; the new one holds from its confirmation
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = CONFIRMED_SECONDS
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
# allauth counts in the cache, which may be away, and not atomically: ours counts in rows (accounts/limits.py).
ACCOUNT_RATE_LIMITS = False
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "signup": "accounts.forms.SignUpForm",
    "add_email": "accounts.forms.NewEmailForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
    "request_login_code": "accounts.forms.RequestCodeForm",
    "confirm_login_code": "accounts.forms.EnterCodeForm",
}
# A second factor: an application's code, a passkey or a security key, codes kept for the day when both are lost.
MFA_ADAPTER = "accounts.second_factor.PortalMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_RATE_LIMITS = False  # as above: ours count in rows
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # the demo stands at http://localhost:8000
MFA_FORMS = {
    "authenticate": "accounts.factor_forms.EnterFactorForm",
    "reauthenticate": "accounts.factor_forms.RepeatFactorForm",
    "activate_totp": "accounts.factor_forms.ActivateAppForm",
    "authenticate_webauthn": "accounts.factor_forms.UseKeyForm",
    "login_webauthn": "accounts.factor_forms.SignInByKeyForm",
    "reauthenticate_webauthn": "accounts.factor_forms.RepeatKeyForm",
    "add_webauthn": "accounts.factor_forms.AddKeyForm",
    "edit_webauthn": "accounts.factor_forms.RenameKeyForm",
}
# Who may not work without one; in the demo nobody is made to. "Do not ask on this device": days, and for whom never.
SECOND_FACTOR_ROLES = env.list("OWES_SECOND_FACTOR_ROLES", STAFF if PRODUCTION else [])
TRUSTED_DEVICE_DAYS = env.int("OWES_TRUSTED_DEVICE_DAYS", 30)
SECOND_FACTOR_EACH_TIME_ROLES = env.list("OWES_SECOND_FACTOR_EACH_TIME_ROLES", ["administrator"])

# --- language and time ------------------------------------------------------------------------------------------
LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", "polski"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Warsaw"

# --- files ------------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Filled by collectstatic in production; elsewhere whitenoise reads the sources and this stays empty.
STATIC_ROOT = BASE_DIR / "staticfiles" if PRODUCTION else VAR_DIR / "staticfiles"
if not PRODUCTION:
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)
MEDIA_URL = "media/"
MEDIA_ROOT = VAR_DIR / "media"  # public renditions only
PRIVATE_ROOT = VAR_DIR / "private"  # originals and documents, never served from disk by address
STORAGES = {
    "default": {"BACKEND": "files.storages.WholeFileStorage"},
    "private": {
        "BACKEND": "files.storages.PrivateStorage",
        "OPTIONS": {
            "location": PRIVATE_ROOT,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "files.uploads.FullDiskUploadHandler",
]

# clamd, asked about every upload: the path of its socket or host:port; empty: nobody is asked (files/scanning.py).
CLAMD = env.str("OWES_CLAMD", "")
CLAMD_SECONDS = env.float("OWES_CLAMD_SECONDS", 15.0)
CLAMD_AWAY = env.str("OWES_CLAMD_AWAY", "refuse")
insist("OWES_CLAMD_AWAY", CLAMD_AWAY in ("refuse", "accept"), "must be refuse or accept.")

# --- mail and background work -----------------------------------------------------------------------------------
EMAIL_BACKEND = {
    "production": "django.core.mail.backends.smtp.EmailBackend",
    "demo": "django.core.mail.backends.filebased.EmailBackend",  # one file per message under var/mail
    "test": "django.core.mail.backends.locmem.EmailBackend",
}[MODE]
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_HOST = essential("OWES_EMAIL_HOST", "localhost")
EMAIL_PORT = env.int("OWES_EMAIL_PORT", 587)
EMAIL_HOST_USER = env.str("OWES_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.str("OWES_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env.bool("OWES_EMAIL_TLS", True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = essential("OWES_FROM_EMAIL", "Wspólny Stół <portal@owes.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
CELERY_BROKER_URL = broker_address(REDIS_URL) if REDIS_URL else "memory://localhost/"
# Only data is read from the broker, never objects: whoever could write there must not run anything here.
CELERY_ACCEPT_CONTENT = CELERY_RESULT_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = CELERY_RESULT_SERIALIZER = CELERY_EVENT_SERIALIZER = "json"
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_REDIRECT_STDOUTS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 570
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# The worker may wait for its broker; who only wakes it may not (common.worker.wake has its own short waits).
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "socket_keepalive": True} if REDIS_URL else {}
CELERY_TIMEZONE = TIME_ZONE

# Proxies of ours before the portal: whose word on the visitor's address is believed (rate limits).
PROXIES = env.int("OWES_PROXIES", 1 if PRODUCTION else 0)

# --- headers ----------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
        "worker-src": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("accelerometer", "camera", "geolocation", "gyroscope", "microphone", "payment", "usb")
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
TRUSTED_DEVICE_COOKIE_NAME = "__Host-device" if PRODUCTION else "device"
COLUMNS_COOKIE_NAME = "__Host-columns" if PRODUCTION else "columns"  # which columns of a list its reader chose
KNOWN_BROWSER_COOKIE_NAME = "known"  # a browser in which somebody has signed in before: its own count of guesses
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("OWES_SSL_REDIRECT", True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = env.int("OWES_HSTS_SECONDS", 31536000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    MESSAGE_STORAGE = "common.web.messages.HostStorage"
    KNOWN_BROWSER_COOKIE_NAME = "__Host-known"

# --- logs: no personal data, no secret links (common/web/log_filters.py) ---------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "common.web.log_filters.LineFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("OWES_LOG_LEVEL", "WARNING")},
    "loggers": {"django.request": {"level": "ERROR"}},
}
