"""Sign-in through an OpenID Connect provider, against a real small one on this machine."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount

from motcua.accounts.factories import make_citizen, make_officer, sign_in
from motcua.accounts.models import ExternalIdentity, Representation, User
from motcua.accounts.providers.oidc import MAPPINGS, read_claims
from motcua.accounts.queries import profile_of

pytestmark = pytest.mark.django_db
PERSON = {
    "sub": "abc",
    "TechID": "tech-1",
    "SoDinhDanh": "079190000123",
    "HoVaTen": "Nguyễn Thị Lan",
    "NgayThangNamSinh": "12/04/1990",
    "DiaChi": "125/4 ấp Hậu",
    "MaSoThue": "0312345673",
    "TenDoanhNghiep": "Út Gấm",
    "SoDienThoai": "0903000001",
    "acr": "LoA3",
}


class Provider(BaseHTTPRequestHandler):
    """Discovery, token and userinfo of an OpenID Connect provider."""

    def do_GET(self):
        base = f"http://{self.headers['Host']}"
        if self.path == "/.well-known/openid-configuration":
            ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "userinfo"}
            self.answer(
                {"issuer": base, "jwks_uri": f"{base}/jwks"} | {key: f"{base}/{end}" for key, end in ends.items()}
            )
        elif self.headers.get("Authorization") == "Bearer good":
            self.answer(self.server.person)
        else:
            self.answer({}, 401)

    def do_POST(self):
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.asked.append(form)
        if form.get("code") != ["good-code"] or "code_verifier" not in form:
            return self.answer({"error": "invalid_grant"}, 400)
        base = f"http://{self.headers['Host']}"
        token = jwt.encode({"iss": base, "aud": "motcua", "exp": 9999999999, **self.server.person}, "k" * 32)
        return self.answer({"access_token": "good", "token_type": "Bearer", "id_token": token})

    def answer(self, body, status=200):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args):
        pass


@pytest.fixture
def provider(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    server.person, server.asked = dict(PERSON), []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    app = {
        "provider_id": "vneid",
        "name": "VNeID",
        "client_id": "motcua",
        "secret": "s",
        "settings": {"server_url": f"http://127.0.0.1:{server.server_port}", "claims": "national"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
    yield server
    server.shutdown()
    server.server_close()


def walk(client, code="good-code", next="/tra-cuu/", state=None):
    there = client.post(f"/dang-nhap/nguon/vneid/?next={next}")
    assert there.status_code == 302, there.content.decode()
    query = parse_qs(urlsplit(there.url).query)
    assert query["redirect_uri"] == ["http://testserver/dang-nhap/nguon/vneid/ve/"] and "code_challenge" in query
    return client.get("/dang-nhap/nguon/vneid/ve/", {"code": code, "state": state or query["state"][0]})


def test_a_new_person_comes_in(client, provider):
    assert "VNeID" in client.get("/dang-nhap/").content.decode()
    answer = walk(client)
    assert answer.status_code == 302 and answer.url == "/tra-cuu/"
    user = User.objects.get()
    assert (user.kind, user.full_name, user.phone) == ("citizen", "Nguyễn Thị Lan", None)
    kept = profile_of(user)
    assert (kept.id_number, kept.id_confirmed_by, str(kept.birth_date)) == ("079190000123", "vneid", "1990-04-12")
    assert Representation.objects.get().confirmed_by == "vneid"
    assert client.session["_auth_user_id"] == str(user.pk)


def test_only_a_hash_of_the_identity_is_kept(client, provider):
    walk(client)
    assert "tech-1" not in json.dumps(list(ExternalIdentity.objects.values()), default=str)
    assert not SocialAccount.objects.exists() and not EmailAddress.objects.exists()


def test_the_same_identity_is_the_same_account(client, provider):
    walk(client)
    client.post("/dang-xuat/")
    provider.person["HoVaTen"] = "Nguyễn Thị Lan Anh"
    walk(client)
    assert User.objects.get().full_name == "Nguyễn Thị Lan Anh"


def test_a_claimed_phone_opens_nobodys_account(client, provider):
    owner = make_citizen(phone="+84903000001")
    walk(client)
    assert client.session["_auth_user_id"] != str(owner.pk)


def test_a_signed_in_citizen_links_the_identity(client, provider):
    me = make_citizen()
    sign_in(client, me)
    walk(client)
    assert ExternalIdentity.objects.get().user_id == me.pk and User.objects.count() == 1


def test_an_officer_signed_in_does_not_become_a_citizen(client, provider, town):
    officer = make_officer(town.ward)
    sign_in(client, officer)
    walk(client)
    assert ExternalIdentity.objects.get().user_id != officer.pk


def test_what_goes_wrong_ends_at_the_sign_in_page_with_words(client, provider):
    for answer in (walk(client, code="bad-code"), walk(client, state="forged")):
        assert answer.status_code == 302 and answer.url == "/dang-nhap/"
    page = client.get("/dang-nhap/").content.decode()
    assert "Không đăng nhập được qua nhà cung cấp" in page
    provider.person.pop("TechID")
    provider.person["sub"] = ""
    assert walk(client).url == "/dang-nhap/"
    assert not User.objects.exists()


def test_a_closed_account_stays_out(client, provider):
    walk(client)
    client.post("/dang-xuat/")
    User.objects.update(is_active=False)
    assert walk(client).url == "/dang-nhap/" and "_auth_user_id" not in client.session


def test_it_leads_nowhere_else(client, provider):
    assert walk(client, next="https://evil.example/").url == "/cua-toi/"
    client.post("/dang-xuat/")
    assert walk(client, next="//evil.example/").url == "/cua-toi/"


def test_an_unknown_provider_and_a_plain_link(client, provider):
    assert client.post("/dang-nhap/nguon/khac/").status_code == 404
    assert client.get("/dang-nhap/nguon/vneid/").status_code == 405


def test_reading_claims():
    odd = {"TechID": 7, "SoDinhDanh": "12", "NgayThangNamSinh": "hôm qua", "HoVaTen": ["x"], "name": " Lan "}
    found = read_claims(MAPPINGS["national"], odd)
    assert (found["subject"], found["id_number"], found["birth_date"], found["full_name"]) == ("7", "", None, "Lan")
    assert found["tax_code"] == ""


def test_a_provider_that_is_away_is_said_in_words(client, provider, settings):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:9"
    assert client.post("/dang-nhap/nguon/vneid/").url == "/dang-nhap/"
