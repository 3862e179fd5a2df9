"""SMS for installations without a contract with a carrier: one file a message, as `file-based e-mail` does."""

import os
from pathlib import Path

from django.conf import settings

from motcua.kernel import clock
from motcua.kernel.ids import token


class SmsFile:
    """Writes each message into MOTCUA_HOME/sms/, readable by the server's own account only."""

    def send(self, *, destination: str, subject: str, text: str) -> None:
        """One file: the number on the first line, the text below it."""
        folder = Path(settings.HOME) / "sms"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"{clock.local(clock.now()):%Y%m%d-%H%M%S}-{token(6)}.txt"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(f"{destination}\n{text}\n")
