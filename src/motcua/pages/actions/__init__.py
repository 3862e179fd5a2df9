"""Verbs of the room."""

from motcua.pages.actions.create_site import create_site
from motcua.pages.actions.demo import load_demo

__all__ = ["create_site", "load_demo"]
