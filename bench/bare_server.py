"""The baseline's server: the same uvicorn, bridge and threads as the product's, around one bare view."""

import os
import sys


def main(port: int) -> None:
    """Serves until it is ended."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.bare_settings"
    import uvicorn
    from django.core.wsgi import get_wsgi_application

    from motcua.config.bridge import Bridge

    application = Bridge(get_wsgi_application(), threads=int(os.environ.get("MOTCUA_THREADS", "4")))
    uvicorn.run(application, host="127.0.0.1", port=port, log_level="error", access_log=False, lifespan="off")


if __name__ == "__main__":
    main(int(sys.argv[1]))
