"""Steps by which the room's tables came about."""
