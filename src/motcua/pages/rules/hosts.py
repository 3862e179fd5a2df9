"""What may be a host name."""

import re

LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)\Z")


def is_host(name: str) -> bool:
    """Whether it is a host name of at least two labels, in small ASCII letters: "phuong1.quan10.example.vn"."""
    labels = name.split(".")
    return len(labels) >= 2 and len(name) <= 200 and all(LABEL.match(label) for label in labels)
