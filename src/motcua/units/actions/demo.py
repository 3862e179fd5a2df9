"""Load the demo city."""

from motcua.kernel.actors import Actor


def load_demo(*, actor: Actor) -> None:
    """Loads the demo city from the data files of this room; does nothing when it is there already."""
    raise NotImplementedError
