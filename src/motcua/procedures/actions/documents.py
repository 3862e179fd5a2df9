"""Reading a procedure from YAML: dates stay text, as JSON keeps them."""

from typing import Any

import yaml

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # built without libyaml
    from yaml import SafeLoader  # type: ignore[assignment]


class PlainLoader(SafeLoader):
    """A safe loader that reads 2026-07-18 as text; written in C where that is there."""


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:timestamp"]
    for first, pairs in SafeLoader.yaml_implicit_resolvers.items()
}


def read_document(text: str) -> dict[str, Any]:
    """The document of one YAML file; ValueError when it is not a mapping."""
    document = yaml.load(text, Loader=PlainLoader)  # noqa: S506 - a SafeLoader
    if not isinstance(document, dict):
        raise ValueError("tệp thủ tục phải là một bảng khóa và giá trị")
    return document
