"""A way that needs nobody: reports are lines of a file a day under MOTCUA_HOME/national, to be taken over by hand."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from motcua.kernel import clock


class FilePortal:
    """Appends each report as a line of JSON to MOTCUA_HOME/national/YYYY-MM-DD.jsonl."""

    name = "file"

    def report(self, *, message: dict[str, Any], reference: str) -> None:
        """Appends the report; a repeated one is told from the first by its `reference`."""
        path = Path(settings.HOME) / "national" / f"{clock.today().isoformat()}.jsonl"
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"reference": reference, **message}, ensure_ascii=False) + "\n")
