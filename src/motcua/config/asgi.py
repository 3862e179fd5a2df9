"""The embedded server's application: Django as WSGI in a few threads, the job loop inside, honest 503 when flooded.

Django's own ASGI handler costs several times the CPU of its WSGI one, so only streams run natively here.
"""

import gc
import os
from typing import Any

from motcua.config.bridge import Bridge, Message, Receive, Send, gathered
from motcua.config.wsgi import application as django_application
from motcua.kernel.registry import registry
from motcua.kernel.streams import refuse

THREADS = int(os.environ.get("MOTCUA_THREADS", "4"))
# Beyond this many requests at once a person would wait longer than a retry takes.
MOST_AT_ONCE = int(os.environ.get("MOTCUA_MOST_AT_ONCE", "160"))
BUSY = "Hệ thống đang rất đông người dùng. Xin thử lại sau ít giây. / Very busy, please try again in a few seconds.\n"


def spare_memory() -> None:
    """What was loaded at start stays: the collector need never look at it again."""
    gc.collect()
    gc.freeze()


class Application:
    """Counts what is under way and turns the flood away before it costs anything."""

    def __init__(self) -> None:
        self.django = Bridge(django_application, threads=THREADS)
        self.under_way = 0
        self.stop_jobs: Any = None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answers one connection of the ASGI protocol."""
        if scope["type"] == "lifespan":
            await self.live(receive, send)
        elif scope["type"] == "http":
            if scope["path"].startswith("/events/"):
                await stream(scope, receive, send)
                return
            await self.answer(scope, receive, send)

    async def answer(self, scope: Message, receive: Receive, send: Send) -> None:
        """One request; while its body arrives it holds no thread and counts as no work, only its bytes are counted."""
        if self.under_way >= MOST_AT_ONCE:
            await turn_away(send)
            return
        size = self.django.room_for(scope)
        self.django.held += size
        try:
            receive = await gathered(receive) if size else receive
            await self.work(scope, receive, send)
        finally:
            self.django.held -= size

    async def work(self, scope: Message, receive: Receive, send: Send) -> None:
        """Lets Django answer, unless as many as can be are under way."""
        if self.under_way >= MOST_AT_ONCE:
            await turn_away(send)
            return
        self.under_way += 1
        try:
            await self.django(scope, receive, send)
        finally:
            self.under_way -= 1

    async def live(self, receive: Receive, send: Send) -> None:
        """Starts the job loop with the server and ends it with it."""
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                from django.conf import settings

                spare_memory()
                if settings.JOBS_INSIDE:
                    from motcua.kernel.worker import start_inside

                    self.stop_jobs = start_inside()
                await send({"type": "lifespan.startup.complete"})
            else:
                if self.stop_jobs is not None:
                    self.stop_jobs.set()
                await send({"type": "lifespan.shutdown.complete"})
                return


async def stream(scope: Message, receive: Receive, send: Send) -> None:
    """Server-sent events run natively: a room registers a `kernel.streams.Fanout` under the section "event-streams"."""
    for build in registry.sections.get("event-streams", ()):
        fanout = build()
        if scope["path"].startswith(fanout.prefix):
            await fanout.serve(scope, receive, send)
            return
    await refuse(send, 404)


async def turn_away(send: Send) -> None:
    """503 with the seconds after which trying again makes sense."""
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"retry-after", b"3")]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": BUSY.encode()})


application = Application()
