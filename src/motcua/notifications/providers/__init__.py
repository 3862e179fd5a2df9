"""Outside services of the room: who carries text messages."""
