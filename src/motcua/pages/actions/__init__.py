"""Verbs of the room."""

from motcua.pages.actions.checking import check_links
from motcua.pages.actions.create_site import create_site
from motcua.pages.actions.demo import load_demo
from motcua.pages.actions.flow import comment_on, decide, publish_due, submit, take_down
from motcua.pages.actions.saving import save_from_desk
from motcua.pages.actions.setting_up import change_look, change_section, drop_person, put_person
from motcua.pages.actions.sharing import decide_proposal
from motcua.pages.actions.visits import drop_old_visits, note_visit, write_visits
from motcua.pages.actions.writing import Written, revise, write

__all__ = [
    "Written",
    "change_look",
    "change_section",
    "check_links",
    "comment_on",
    "create_site",
    "decide",
    "decide_proposal",
    "drop_old_visits",
    "drop_person",
    "load_demo",
    "note_visit",
    "publish_due",
    "put_person",
    "revise",
    "save_from_desk",
    "submit",
    "take_down",
    "write",
    "write_visits",
]
