"""The demo city's people."""

from motcua.kernel.actors import Actor


def load_demo(*, actor: Actor) -> dict[str, int]:
    """Loads the demo officers and the demo citizen."""
    return {}
