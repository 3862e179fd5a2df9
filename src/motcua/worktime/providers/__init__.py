"""Outside knowledge the calendar is pre-filled from."""
