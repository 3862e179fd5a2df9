"""One small server: SQLite, one process, background jobs inside."""

from motcua.config.settings.base import *  # noqa: F403

JOBS_INSIDE = True
