"""Views of the room: receiving by tus, reading back."""
