"""What the hall's screens ask."""
