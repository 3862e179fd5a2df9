"""What both ways to run share. Every value an operator may set comes from an environment variable MOTCUA_…"""

import os
import secrets
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONCE, NONE, SELF

from motcua.config.logs import configure as configure_logs
from motcua.config.rooms import TABLES_OF, brought_apps, installed_rooms
from motcua.config.settings.signin import *  # noqa: F403

PACKAGE = Path(__file__).resolve().parents[2]
HOME = Path(os.environ.get("MOTCUA_HOME", Path.cwd() / "var")).resolve()
DEBUG = os.environ.get("MOTCUA_DEBUG") == "1"
# A trial with demo accounts: codes are shown on the screen. Never with real data.
DEMO = os.environ.get("MOTCUA_DEMO") == "1"


def secret_from_file(path: Path) -> str:
    """The installation's secret; made once, readable by its owner only, never part of the repository."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="utf-8").strip()


def postgres(url: str) -> dict[str, Any]:
    """A Django DATABASES entry from postgresql://user:password@host:port/name (an empty host means the local socket)."""
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": {"pool": {"min_size": 2, "max_size": 12, "timeout": 10}, "options": "-c jit=off"},
        "CONN_HEALTH_CHECKS": True,
    }


def sqlite(path: Path) -> dict[str, Any]:
    """A Django DATABASES entry for the embedded database: WAL, flushed at each commit, writers queue instead of failing.

    A receipt that was given out must survive a power cut, so commits are flushed to the disk (synchronous=FULL).
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-1000;"
            " PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864;",
        },
    }


def database() -> dict[str, Any]:
    """PostgreSQL when MOTCUA_DATABASE names one, the embedded file otherwise."""
    url = os.environ.get("MOTCUA_DATABASE", "")
    return postgres(url) if url.startswith("postgres") else sqlite(Path(url) if url else HOME / "motcua.sqlite3")


SECRET_KEY = os.environ.get("MOTCUA_SECRET_KEY") or secret_from_file(HOME / "secret.key")
ALLOWED_HOSTS = os.environ.get("MOTCUA_HOSTS", "localhost,127.0.0.1,[::1],.localhost").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("MOTCUA_ORIGINS", "").split(",") if origin]
PUBLIC_ADDRESS = (os.environ.get("MOTCUA_ADDRESS") or "http://localhost:8000").rstrip("/")
BEHIND_TLS = PUBLIC_ADDRESS.startswith("https://")

ROOMS = installed_rooms()
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    *brought_apps(),
    *[f"motcua.{room}" for room in ROOMS],
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
]
MIGRATION_MODULES = TABLES_OF
DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "motcua.config.middleware.RequestLog",
    "motcua.config.middleware.DatabaseAway",
    "django.middleware.security.SecurityMiddleware",
    "motcua.config.middleware.QuickAnswers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "motcua.ui.middleware.ChosenLanguage",
    "motcua.files.views.limit.BodyLimit",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "motcua.accounts.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "motcua.config.middleware.RefusalPages",
]
ROOT_URLCONF = "motcua.config.urls"
WSGI_APPLICATION = "motcua.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "ngon-ngu"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = USE_TZ = True

# The typefaces of printed sheets, brought by the front-end build.
SHEET_FONTS = PACKAGE / "dossiers" / "slips" / "fonts"
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": HOME / "files",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
CACHES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 8_000}}
}

SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_NAME = "phien"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE, "'wasm-unsafe-eval'"],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
        "worker-src": [SELF, "blob:"],
    }
}
# Maps are drawn from the units' own boundaries; a tile server (https://…/{z}/{x}/{y}.png) may lie under them, and only then
# may pages load pictures from its host.
MAP_TILES = os.environ.get("MOTCUA_MAP_TILES", "")
MAP_CREDIT = os.environ.get("MOTCUA_MAP_CREDIT", "")
if MAP_TILES:
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"].append("/".join(MAP_TILES.split("/")[:3]))
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

EMAIL_BACKEND = os.environ.get("MOTCUA_EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = HOME / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("MOTCUA_EMAIL_FROM", "mot-cua@localhost")

LOG_LEVEL = os.environ.get("MOTCUA_LOG_LEVEL", "INFO")
configure_logs(readable=DEBUG, level=LOG_LEVEL)
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    # Its lines carry the titles of pages.
    "loggers": {"wagtail": {"level": "WARNING"}, "django_tasks": {"level": "WARNING"}},
}
# Which outside services answer for this installation; the fakes of the default install need none.
# How the national public service portal hears of dossiers: "" not at all, "file" as lines to be taken over by hand.
NATIONAL_PROVIDER = os.environ.get("MOTCUA_NATIONAL_PROVIDER", "")
# How reports reach the city's hotline 1022.
HOTLINE_PROVIDER = os.environ.get("MOTCUA_HOTLINE_PROVIDER", "file")
# Whom a push service may write to about our messages (RFC 8292); which push services browsers may name, all public ones
# when empty; addresses that are not public and plain http, for trials only.
PUSH_SUBJECT = os.environ.get("MOTCUA_PUSH_SUBJECT") or (
    PUBLIC_ADDRESS if BEHIND_TLS else f"mailto:{parseaddr(DEFAULT_FROM_EMAIL)[1]}"
)
PUSH_HOSTS = [host for host in os.environ.get("MOTCUA_PUSH_HOSTS", "").split(",") if host]
PUSH_PRIVATE = os.environ.get("MOTCUA_PUSH_PRIVATE") == "1"
CLAMD_SOCKET = os.environ.get("MOTCUA_CLAMD_SOCKET", "")
# After how many seconds a web process writes down how often pages of sites were read; 0: only when told.
VISITS_WRITTEN_AFTER = 30.0
# Whether the sites' link check asks servers outside; an installation may have no way out.
CHECK_OUTSIDE_LINKS = os.environ.get("MOTCUA_CHECK_OUTSIDE_LINKS") == "1"
# The voice of espeak-ng that calls numbers in the hall: vi (north), vi-vn-x-central, vi-vn-x-south.
VOICE = os.environ.get("MOTCUA_VOICE", "vi-vn-x-south")
UPLOAD_LIMIT = int(os.environ.get("MOTCUA_UPLOAD_LIMIT_MB", "50")) * 1024 * 1024
