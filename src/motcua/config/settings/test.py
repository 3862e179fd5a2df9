"""The suite: MOTCUA_DATABASE chooses the database, everything else is as in `embedded` but quick and quiet."""

import os
import tempfile

os.environ.setdefault("MOTCUA_HOME", tempfile.mkdtemp(prefix="motcua-test-"))
os.environ.setdefault("MOTCUA_SECRET_KEY", "only-for-the-suite")

from motcua.config.settings.base import *  # noqa: F403
from motcua.config.settings.base import DATABASES, HOME, STATIC_ROOT, STORAGES

JOBS_INSIDE = False
VISITS_WRITTEN_AFTER = 0.0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
SECRET_KEY = "only-for-the-suite"  # noqa: S105
DATABASES["default"]["OPTIONS"].pop("pool", None)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file as in an installation: the in-memory database of the test runner is shared by all threads and knows no WAL.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / f"test-{os.getpid()}.sqlite3")}
ALLOWED_HOSTS = ["*"]
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
