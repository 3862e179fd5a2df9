"""Outside services of the room: the virus scanner."""
