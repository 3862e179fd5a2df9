"""Pages of both channels."""
