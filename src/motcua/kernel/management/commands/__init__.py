"""Django's commands that the house changes."""
