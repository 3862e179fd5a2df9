"""Verbs of the room."""

from motcua.accounts.actions.absences import end_absence, enter_absence
from motcua.accounts.actions.businesses import choose_business, represent, stop_representing
from motcua.accounts.actions.codes import Requested, deliver_code, request_again, request_code, verify_code
from motcua.accounts.actions.demo import load_demo
from motcua.accounts.actions.duties import end_duty, give_duty
from motcua.accounts.actions.factors import (
    add_passkey,
    begin_passkey,
    check_code,
    check_passkey,
    new_recovery_codes,
    remove_factor,
    set_up_totp,
    tell_factor_changed,
)
from motcua.accounts.actions.housekeeping import close_unused, forget_codes, forget_sessions
from motcua.accounts.actions.identities import Claims, recognise
from motcua.accounts.actions.profiles import erase_profile, save_profile
from motcua.accounts.actions.sessions import (
    await_second_step,
    choose_duty,
    enter,
    leave,
    leave_everywhere,
    note_factor,
    prove,
    take_held,
)
from motcua.accounts.actions.staff import change_password, close_account, create_staff, reset_staff

__all__ = [
    "Claims",
    "Requested",
    "add_passkey",
    "await_second_step",
    "begin_passkey",
    "change_password",
    "check_code",
    "check_passkey",
    "choose_business",
    "choose_duty",
    "close_account",
    "close_unused",
    "create_staff",
    "deliver_code",
    "end_absence",
    "end_duty",
    "enter",
    "enter_absence",
    "erase_profile",
    "forget_codes",
    "forget_sessions",
    "give_duty",
    "leave",
    "leave_everywhere",
    "load_demo",
    "new_recovery_codes",
    "note_factor",
    "prove",
    "recognise",
    "remove_factor",
    "represent",
    "request_again",
    "request_code",
    "reset_staff",
    "save_profile",
    "set_up_totp",
    "stop_representing",
    "take_held",
    "tell_factor_changed",
    "verify_code",
]
