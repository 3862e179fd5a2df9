"""The wheel's dependencies are the ones in requirements/base.in: they are written once."""

from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface


class RequirementsFromFile(MetadataHookInterface):
    """Reads requirements/base.in into the wheel's metadata."""

    def update(self, metadata: dict) -> None:
        lines = (Path(self.root) / "requirements" / "base.in").read_text(encoding="utf-8").splitlines()
        metadata["dependencies"] = [line.strip() for line in lines if line.strip() and not line.startswith(("#", "-"))]
