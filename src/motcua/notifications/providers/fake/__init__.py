"""A carrier that needs nobody: texts are lines in a file under MOTCUA_HOME."""

import json
from pathlib import Path

from django.conf import settings

from motcua.kernel import clock


class FileSms:
    """Writes each text as a line of JSON to MOTCUA_HOME/sms/sent.jsonl."""

    name = "file"

    def send(self, *, phone: str, text: str, reference: str) -> str:
        """Appends the text to the file."""
        path = Path(settings.HOME) / "sms" / "sent.jsonl"
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        line = {"at": clock.now().isoformat(), "phone": phone, "text": text, "reference": reference}
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
        return reference
