"""The operators' command, run as operators run it."""
