"""What the kernel says to Django's own commands."""
