"""A hotline that needs nobody: reports are lines in a file under MOTCUA_HOME, for whoever carries them over by hand."""

import json
from dataclasses import asdict
from pathlib import Path

from django.conf import settings

from motcua.feedback.providers.base import Referral


class FileHotline:
    """Writes each report as a line of JSON to MOTCUA_HOME/hotline/1022.jsonl."""

    name = "file"

    def hand_over(self, referral: Referral) -> str:
        """Appends the report unless its reference is there already; its number is that of the line."""
        path = Path(settings.HOME) / "hotline" / "1022.jsonl"
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        for number, line in enumerate(lines, 1):
            if json.loads(line)["reference"] == referral.reference:
                return f"1022-{number:06d}"
        with path.open("a", encoding="utf-8") as file:
            values = {**asdict(referral), "sent_at": referral.sent_at.isoformat()}
            file.write(json.dumps(values, ensure_ascii=False) + "\n")
        return f"1022-{len(lines) + 1:06d}"
