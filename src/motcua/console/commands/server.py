"""Starting the platform: migrations, static files, the web server, the job worker."""

import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from motcua.console.commands.demo import load_demo, show_accounts


@click.command()
def migrate() -> None:
    """Nâng cấp cơ sở dữ liệu. / Brings the database up to date."""
    call_command("migrate", verbosity=0, interactive=False)
    click.echo("Cơ sở dữ liệu đã ở phiên bản mới nhất. / The database is up to date.")


def collect_static() -> None:
    """Gathers and compresses static files, unless nothing changed since the last time."""
    newest = max(
        (path.stat().st_mtime for path in Path(settings.PACKAGE).glob("*/static/**/*") if path.is_file()), default=0
    )
    stamp = Path(settings.STATIC_ROOT) / ".gathered"
    if stamp.exists() and stamp.stat().st_mtime >= newest:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.touch()


@click.command()
def static() -> None:
    """Gom và nén tệp tĩnh cho máy chủ web. / Gathers and compresses static files for the web server."""
    collect_static()


def free_port(host: str, port: int) -> None:
    """Says in words that the address is taken, before anything else starts."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise click.ClickException(
                f"Cổng {port} đang có chương trình khác dùng; chọn cổng khác: --port 8080 (make run PORT=8080)."
                f" / Port {port} is taken; choose another."
            ) from None


def address_of(host: str, port: int) -> str:
    """What to type on this machine to reach a server that listens there; without a slash at the end."""
    if host in {"127.0.0.1", "0.0.0.0", "::1", "::"}:  # noqa: S104 - compared, not listened on
        host = "localhost"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ lắng nghe. / Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Cổng. / Port.")
@click.option("--demo", is_flag=True, help="Nạp thành phố mẫu nếu chưa có. / Loads the demo city when absent.")
def serve(host: str, port: int, demo: bool) -> None:
    """Chạy trang web và việc nền trong một tiến trình. / Serves the web and background jobs in one process."""
    free_port(host, port)
    address = address_of(host, port)
    if not os.environ.get("MOTCUA_ADDRESS"):
        # QR codes, feeds and notices lead to this server, also those that loading the demo makes in this very process.
        os.environ["MOTCUA_ADDRESS"] = settings.PUBLIC_ADDRESS = address
    call_command("migrate", verbosity=0, interactive=False)
    collect_static()
    if demo:
        load_demo()
    click.echo(f"\nMột cửa: {address}/\n")
    if demo:
        show_accounts()
    sys.stdout.flush()
    become_server(host, port)


def become_server(host: str, port: int) -> None:
    """Turns this process into the web server: what migrating and loading needed is left behind, memory starts small.

    glibc is told to keep two arenas instead of one per thread and to give freed memory back.
    """
    words = [sys.executable, "-m", "uvicorn", "motcua.config.asgi:application", "--host", host, "--port", str(port)]
    words += ["--log-level", "warning", "--no-access-log", "--timeout-graceful-shutdown", "10", "--backlog", "512"]
    words += ["--proxy-headers" if os.environ.get("MOTCUA_BEHIND_PROXY") else "--no-proxy-headers"]
    connections.close_all()
    thrift = {"MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": "131072", "PYTHONNODEBUGRANGES": "1"}
    os.execve(sys.executable, words, {**thrift, **os.environ})  # noqa: S606 - our own interpreter, no shell


@click.command()
def work() -> None:
    """Chạy việc nền thành tiến trình riêng. / Runs background jobs as a process of its own."""
    from motcua.kernel import worker

    stop = threading.Event()

    def end(*_: Any) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    click.echo(f"Việc nền đã chạy từ {time.strftime('%H:%M:%S')}. / Jobs are running.", file=sys.stderr)
    worker.work(stop)
