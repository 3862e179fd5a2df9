"""The permission matrix as a whole, the marks of views, and where the doors lead."""

import os
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, get_resolver

from motcua.accounts.factories import make_citizen, make_officer, officer_actor, sign_in
from motcua.accounts.models import Role
from motcua.accounts.permissions import citizen, client_address, demand, holds, officer, public, safe_next
from motcua.accounts.queries import actor_of, permission_matrix, permissions_page
from motcua.kernel.actors import ANONYMOUS, SYSTEM, Actor
from motcua.kernel.refusals import NotAllowed
from motcua.kernel.registry import registry

PAGE = Path(__file__).resolve().parents[4] / "docs" / "permissions.md"


@pytest.mark.parametrize("role", Role.values)
def test_every_declared_verb_for_every_role(role):
    actor = Actor(kind="staff", name="x", duty_id=1, role=role, unit_id=1)
    substitute = Actor(kind="staff", name="x", duty_id=1, role=role, unit_id=1, on_behalf_of="y")
    for verb, roles in registry.verbs.items():
        assert holds(actor, verb) is (role in roles), verb
        assert holds(substitute, verb) is (role in roles), verb


def test_verbs_name_roles_that_exist():
    for verb, roles in registry.verbs.items():
        assert roles, f"nobody holds {verb}"
        assert roles <= set(Role.values), verb


def test_others_hold_no_verb_and_the_system_all():
    for verb in registry.verbs:
        assert not holds(ANONYMOUS, verb)
        assert not holds(Actor(kind="citizen", name="x", user_id=1, role="operator"), verb)
        assert holds(SYSTEM, verb)


def test_an_undeclared_verb_is_an_error():
    with pytest.raises(LookupError):
        holds(SYSTEM, "accounts.fly")


def test_an_auditor_changes_nothing():
    looks = [
        "view",
        "see",
        "look",
        "read",
        "list",
        "export",
        "verify",
        "inspect",
        "audit",
        "oversee",
        "account",
        "watch",
        "figures",
    ]
    for verb, row in permission_matrix().items():
        if row["auditor"]:
            assert verb.partition(".")[2].split("-")[0] in looks, verb


@pytest.mark.skipif(bool(os.environ.get("MOTCUA_WITHOUT")), reason="the page shows all rooms")
def test_the_page_is_in_step_with_the_code():
    assert PAGE.read_text(encoding="utf-8") == permissions_page(), "run: motcua permissions --write docs/permissions.md"


def test_demand_asks_for_role_and_unit(town):
    operator = officer_actor(town.ward, "operator")
    demand(operator, "accounts.staff")
    demand(operator, "accounts.staff", town.desk(town.ward).pk)
    with pytest.raises(NotAllowed):
        demand(operator, "accounts.staff", town.other.pk)
    with pytest.raises(NotAllowed):
        demand(officer_actor(town.ward, "receiver"), "accounts.staff", town.ward.pk)


def test_views_carry_their_mark():
    def view(request):
        return HttpResponse("x")

    assert citizen(view).access == "citizen"
    assert officer()(view).access == "officer"
    assert officer("accounts.staff")(view).access == "officer:accounts.staff"
    assert public(view).access == "public"
    assert officer()(view).__name__ == "view"


def own_patterns(resolver=None, prefix=""):
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLPattern):
            if each.callback.__module__.startswith("motcua.accounts"):
                yield prefix + str(each.pattern), each.callback
        else:
            yield from own_patterns(each, prefix + str(each.pattern))


def test_every_page_of_the_room_is_marked_and_closed_to_those_it_is_not_for(client, town):
    found = dict(own_patterns())
    assert len(found) > 25
    citizen_user, receiver = make_citizen(), make_officer(town.desk(town.ward))
    for address, view in found.items():
        path = "/" + address.replace("<int:user_id>", "1").replace("<slug:verb>", "x").replace(
            "<slug:provider_id>", "x"
        )
        assert view.access, address
        if view.access == "public":
            continue
        client.logout()
        stranger = client.get(path)
        assert stranger.status_code == 302 and "dang-nhap" in stranger.url, path
        if view.access.startswith("officer"):
            sign_in(client, citizen_user)
            assert "/can-bo/dang-nhap/" in client.get(path).url, path
        if ":" in view.access:
            sign_in(client, receiver)
            assert client.get(path).status_code == 403, path
        if view.access == "citizen":
            sign_in(client, receiver)
            assert "/dang-nhap/" in client.get(path).url, path


def test_where_sign_in_may_lead(rf):
    def where(target):
        return safe_next(rf.get("/x", {"next": target}), "/nha/")

    for fine in ("/can-bo/", "/tra-cuu/H29-1?x=1", "/a%20b"):
        assert where(fine) == fine
    for evil in (
        "//x.vn",
        "https://x.vn/",
        "/\\x.vn",
        "\\\\x.vn",
        "/ //x.vn",
        "/\n/x.vn",
        "x",
        "",
        "javascript:1",
        "///x.vn",
    ):
        assert where(evil) == "/nha/", evil


def test_only_trusted_proxies_name_the_address(rf, settings):
    request = rf.get("/", HTTP_X_FORWARDED_FOR="6.6.6.6, 203.0.113.7, 10.0.0.2", REMOTE_ADDR="10.0.0.1")
    assert client_address(request) == "10.0.0.1"
    settings.TRUSTED_PROXIES = 1
    assert client_address(request) == "10.0.0.2"
    settings.TRUSTED_PROXIES = 2
    assert client_address(request) == "203.0.113.7"
    settings.TRUSTED_PROXIES = 9
    assert client_address(request) == "10.0.0.1"


def test_a_citizens_actor_is_no_officer(db):
    assert not actor_of(make_citizen()).is_staff
