"""The baseline: Django with nothing around one view."""

from motcua.config.settings.base import ALLOWED_HOSTS, DATABASES, SECRET_KEY, USE_TZ  # noqa: F401

INSTALLED_APPS: list[str] = []
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "bench.bare_views"
