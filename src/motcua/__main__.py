"""Lets `python -m motcua` do what the command `motcua` does."""

from motcua.config.command import main

main()
