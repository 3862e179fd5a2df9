"""Load the demo calendar."""

from motcua.kernel.actors import Actor


def load_demo(*, actor: Actor) -> None:
    """Loads the calendar."""
    raise NotImplementedError
