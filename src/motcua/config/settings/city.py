"""A whole city: PostgreSQL, several web processes, job workers of their own, Redis between them."""

import os

from motcua.config.settings.base import *  # noqa: F403
from motcua.config.settings.base import CACHES, STORAGES

JOBS_INSIDE = False
if redis := os.environ.get("MOTCUA_REDIS"):
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis}
else:
    # Without a cache that all processes share, one of them would go on serving a session another has ended.
    SESSION_ENGINE = "django.contrib.sessions.backends.db"
if bucket := os.environ.get("MOTCUA_S3_BUCKET"):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": os.environ.get("MOTCUA_S3_ENDPOINT"),
            "default_acl": "private",
            "querystring_auth": True,
        },
    }
