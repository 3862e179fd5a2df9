"""A home of its own for every test, and a real scanner."""

import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from motcua.files.factories import EICAR
from motcua.files.providers import clamd

CLAMD = Path("/usr/sbin/clamd")


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    """Uploads and storage in a folder that goes away with the test."""
    settings.HOME = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        },
    }
    return tmp_path


@pytest.fixture(scope="session")
def scanner():
    """ClamAV's own daemon with a base of one signature; its socket."""
    if not CLAMD.exists():
        pytest.skip("clamd is not installed")
    with tempfile.TemporaryDirectory(prefix="mc-clamd-") as folder:
        base, socket, config = Path(folder) / "base", Path(folder) / "clamd.sock", Path(folder) / "clamd.conf"
        base.mkdir()
        (base / "own.ndb").write_text(f"Own.Test.Virus:0:*:{EICAR.hex()}\n")
        config.write_text(f"LocalSocket {socket}\nDatabaseDirectory {base}\nForeground yes\nStreamMaxLength 1M\n")
        daemon = subprocess.Popen([CLAMD, "-c", config], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(300):
            if clamd.ping(str(socket)):
                break
            assert daemon.poll() is None, "clamd ended at once"
            time.sleep(0.1)
        yield str(socket)
        daemon.terminate()
        daemon.wait(timeout=20)
