"""Forms of the room: what people and officers type, checked before an action is called."""
