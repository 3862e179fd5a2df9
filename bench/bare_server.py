"""The baseline's server: the same uvicorn, a2wsgi and threads as the product's, around one bare view."""

import os
import sys


def main(port: int) -> None:
    """Serves until it is ended."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.bare_settings"
    import uvicorn
    from a2wsgi import WSGIMiddleware
    from django.core.wsgi import get_wsgi_application

    application = WSGIMiddleware(get_wsgi_application(), workers=int(os.environ.get("MOTCUA_THREADS", "4")))  # type: ignore[arg-type]
    uvicorn.run(application, host="127.0.0.1", port=port, log_level="error", access_log=False, lifespan="off")


if __name__ == "__main__":
    main(int(sys.argv[1]))
