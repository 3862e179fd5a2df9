"""The WSGI entry point: MOTCUA_SETTINGS chooses embedded (default) or city."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault(
    "DJANGO_SETTINGS_MODULE", f"motcua.config.settings.{os.environ.get('MOTCUA_SETTINGS', 'embedded')}"
)
application = get_wsgi_application()
