"""Signing in over HTTP, as people do: officers with the demo password, citizens with the code the demo shows."""

import asyncio
import re
from dataclasses import dataclass, field

from bench.load import Client

PASSWORD = "motcua-demo-2026"
CSRF = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
CODE = re.compile(rb"data-demo-code[^>]*>\s*(\d{6})|>\s*(\d{6})\s*<")


@dataclass
class Session:
    """Cookies of somebody who signed in, and the token their posts carry."""

    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def headers(self) -> dict[str, str]:
        """What a script sends beside the cookies."""
        return {"X-CSRFToken": self.cookies.get("csrftoken", ""), "Accept": "application/json"}


async def _page_token(client: Client, path: str, **headers: str) -> str:
    answer = await client.get(path, **headers)
    found = CSRF.search(answer.body)
    if found is None:
        raise SystemExit(f"{path} answered {answer.status} without a form")
    return found.group(1).decode()


async def sign_in_officer(port: int, username: str) -> Session:
    """The session of a demo officer."""
    client = Client(port)
    token = await _page_token(client, "/can-bo/dang-nhap/")
    await client.post("/can-bo/dang-nhap/", {"username": username, "password": PASSWORD, "csrfmiddlewaretoken": token})
    answer = await client.get("/can-bo/")
    client.close()
    if answer.status != 200:
        raise SystemExit(f"{username} could not sign in: {answer.status} {answer.headers.get('location', '')}")
    return Session(dict(client.cookies))


async def sign_in_citizen(port: int, number: int) -> Session:
    """The session of a citizen whose phone number is made from a number; the demo shows the one-time code."""
    client = Client(port)
    where = {"X-Forwarded-For": f"10.9.{number // 250}.{number % 250 + 1}"}
    token = await _page_token(client, "/dang-nhap/", **where)
    phone = f"09{number:08d}"
    await client.post("/dang-nhap/", {"destination": phone, "csrfmiddlewaretoken": token}, **where)
    page = await client.get("/dang-nhap/ma/", **where)
    code, token_found = CODE.search(page.body), CSRF.search(page.body)
    if code is None or token_found is None:
        raise SystemExit(f"no demo code on the sign-in page ({page.status})")
    digits = (code.group(1) or code.group(2)).decode()
    await client.post("/dang-nhap/ma/", {"code": digits, "csrfmiddlewaretoken": token_found.group(1).decode()}, **where)
    answer = await client.get("/cua-toi/", **where)
    client.close()
    if answer.status != 200:
        raise SystemExit(f"citizen {number} could not sign in: {answer.status}")
    return Session(dict(client.cookies))


def officers(port: int, names: list[str]) -> dict[str, Session]:
    """Sessions of demo officers by their username."""

    async def all_of_them() -> list[Session]:
        return [await sign_in_officer(port, name) for name in names]

    return dict(zip(names, asyncio.run(all_of_them()), strict=True))


def citizens(port: int, count: int) -> list[Session]:
    """Sessions of so many citizens."""

    async def all_of_them() -> list[Session]:
        return [await sign_in_citizen(port, number + 1) for number in range(count)]

    return asyncio.run(all_of_them())
