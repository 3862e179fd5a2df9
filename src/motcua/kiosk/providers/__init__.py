"""Programs outside the house that the hall uses."""
