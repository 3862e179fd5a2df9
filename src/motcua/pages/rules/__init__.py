"""Pure decisions of the room: kinds of sections and entries, addresses, the light markup of texts, what has gone stale."""
