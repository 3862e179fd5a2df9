"""People who use a city over plain HTTP, without a browser: for what surrounds a journey, and for bad days with many at once."""

import base64
import io
import itertools
import logging
import re
from typing import Any, Self

import httpx
from PIL import Image

from tests.city import City

logging.getLogger("httpx").setLevel(logging.WARNING)
PASSWORD = "motcua-demo-2026"
UNIT = "cu-chi-tan-thong-hoi"
MARITAL, BIRTH = "1.004873", "1.001193"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
CODE = re.compile(r"data-demo-code[^>]*>\s*(\d{6})")
ADDRESSES = itertools.count(1)
HOME = {"street": "12/5 ấp Chợ", "unit": "xã Tân Thông Hội, huyện Củ Chi"}
# A complete form of 1.004873, which asks for no paper.
ANSWERS: dict[str, Any] = {
    "applicant_name": "Nguyễn Thị Hồng Gấm", "applicant_id": "079190000123", "applicant_phone": "0903000001",
    "applicant_residence": HOME, "relation": "self", "person_name": "Nguyễn Thị Hồng Gấm", "born": "1990-04-12",
    "sex": "female", "ethnicity": "Kinh", "nationality": "Việt Nam", "person_id": "079190000123", "residence": HOME,
    "period_residence": "xã Tân Thông Hội", "period_from": "2010-04-12", "status": "single", "issued_before": False,
    "purpose": "loan", "pledge": True,
}  # fmt: skip
# A complete form of 1.001193 without a father, which asks for the birth certificate.
CHILD: dict[str, Any] = {
    "declarant_name": "Nguyễn Thị Hồng Gấm", "declarant_id": "079190000123", "declarant_phone": "0903000001",
    "declarant_residence": HOME, "declarant_relation": "mother", "child_name": "Nguyễn Minh An",
    "child_born": "2026-11-01", "child_sex": "male", "child_ethnicity": "Kinh", "child_nationality": "Việt Nam",
    "birth_place": "Bệnh viện huyện Củ Chi", "birth_proof": "certificate", "child_home": "xã Tân Thông Hội",
    "mother_name": "Nguyễn Thị Hồng Gấm", "mother_born": "1990-04-12", "mother_ethnicity": "Kinh",
    "mother_nationality": "Việt Nam", "mother_residence": HOME, "father_known": False, "copies_wanted": False,
    "pledge": True,
}  # fmt: skip


def own_address() -> str:
    """An address nobody else in this run comes from."""
    number = next(ADDRESSES)
    return f"10.8.{number // 250}.{number % 250 + 1}"


def photo(colour: str = "#f4efe0", size: tuple[int, int] = (900, 1200)) -> bytes:
    """A photo of a paper, as a phone makes it."""
    kept = io.BytesIO()
    Image.new("RGB", size, colour).save(kept, "JPEG")
    return kept.getvalue()


class Person:
    """Somebody with a browser's cookies; every refusal of the server is an httpx response, not an exception."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.http = httpx.Client(
            base_url=city.url, timeout=60, follow_redirects=True, headers={"X-Forwarded-For": own_address()}
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    @classmethod
    def of(cls, other: "Person") -> Self:
        """Somebody else in the same city."""
        return cls(other.city)

    def form(self, path: str, where: str = "", **fields: Any) -> httpx.Response:
        """Opens a page and sends its form."""
        found = TOKEN.search(self.http.get(path).text)
        assert found, f"{path} has no form"
        return self.http.post(where or path, data={"csrfmiddlewaretoken": found[1], **fields})

    def call(self, path: str, given: dict[str, Any], **headers: str) -> httpx.Response:
        """Sends JSON to the programs' door."""
        token = self.http.cookies.get("csrftoken", "")
        return self.http.post(f"/api/v1{path}", json=given, headers={"X-CSRFToken": token, **headers})

    def as_citizen(self, phone: str = "0903000001") -> Self:
        """Signs in with the code that the demo shows."""
        page = self.form("/dang-nhap/", destination=phone)
        code, token = CODE.search(page.text), TOKEN.search(page.text)
        assert code and token, page.text[-2000:]
        self.http.post("/dang-nhap/ma/", data={"csrfmiddlewaretoken": token[1], "code": code[1]})
        self.http.get("/cua-toi/thong-tin/")
        return self

    def as_officer(self, name: str) -> Self:
        """Signs in with the demo password."""
        self.form("/can-bo/dang-nhap/", username=name, password=PASSWORD)
        # Editors are led on to their own page.
        assert not self.http.get("/can-bo/").url.path.startswith("/can-bo/dang-nhap"), name
        return self

    def upload(self, content: bytes, name: str = "giay.jpg") -> httpx.Response:
        """Sends a file in one piece, as the page's script does with a small one."""
        headers = {
            "X-CSRFToken": self.http.cookies.get("csrftoken", ""),
            "Content-Type": "application/offset+octet-stream",
            "Tus-Resumable": "1.0.0",
            "Upload-Length": str(len(content)),
            "Upload-Metadata": f"filename {base64.b64encode(name.encode()).decode()}",
        }
        return self.http.post("/tep/", content=content, headers=headers)

    def file(self, key: str, **changed: Any) -> httpx.Response:
        """Files a marital-status certificate under an idempotency key."""
        given = {"procedure": MARITAL, "unit": UNIT, "answers": ANSWERS, "papers": {}, **changed}
        return self.call("/dossiers", given, **{"Idempotency-Key": key})

    def filed(self, key: str, **changed: Any) -> dict[str, Any]:
        """The same, when it must succeed."""
        answer = self.file(key, **changed)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def does(self, verb: str, dossier: dict[str, Any], **given: Any) -> dict[str, Any]:
        """An officer's verb on a dossier; answers where the dossier stands afterwards."""
        answer = self.call(f"/dossiers/{dossier['id']}/{verb}", {"revision": dossier["revision"], **given})
        assert answer.status_code == 200, answer.text
        return {**dossier, **answer.json()}

    def file_birth(self) -> dict[str, Any]:
        """Files a birth registration with a photo of the birth certificate."""
        paper = self.upload(photo()).json()["id"]
        return self.filed(f"khai-sinh-{paper}", procedure=BIRTH, answers=CHILD, papers={"birth_certificate": [paper]})
