"""Whether a request is somebody reading a page: told from what the browser says of itself, which is then forgotten."""

import re

MACHINE = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|fetch|monitor|curl|wget|python|java/|go-http|headless|lighthouse|externalhit"
    r"|feed|scan|archiv|http[-_ ]?client|libwww|okhttp|axios|phantom",
    re.IGNORECASE,
)


def is_reader(user_agent: str, purpose: str) -> bool:
    """A browser that says so, fetching a page to show it now; not one that loads ahead in case somebody clicks."""
    return bool(user_agent) and not MACHINE.search(user_agent) and "prefetch" not in purpose
