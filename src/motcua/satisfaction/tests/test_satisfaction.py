"""Anonymous answers, reasons that belong to a face, coverage from facts, pages for phone, tablet and officers."""

import re

import pypdfium2
import pytest
import zxingcpp
from django.test import Client

from motcua.accounts.factories import sign_in
from motcua.dossiers import actions as dossiers
from motcua.dossiers.factories import make_dossier, make_house
from motcua.kernel import clock, outbox
from motcua.kernel.refusals import Refusal
from motcua.satisfaction import actions, queries
from motcua.satisfaction.models import Answer, Occasion
from motcua.satisfaction.rules import Face, Tally, face_of_score, good_reasons
from motcua.units.factories import make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return make_house()


def answers():
    return Answer.objects.regardless("test")


def this_year(house, role="unit_head"):
    today = clock.today()
    return queries.overview(house.actor(role), today.replace(month=1, day=1), today)


def test_an_answer_holds_nothing_that_leads_to_a_person():
    names = {field.name for field in Answer._meta.get_fields()}
    assert names == {"id", "unit", "day", "source", "face", "reasons", "comment"}
    assert {field.name for field in Occasion._meta.get_fields()} == {"id", "key", "unit", "day", "rated"}


@pytest.mark.parametrize(("score", "face"), [(1, 1), (2, 1), (3, 2), (4, 3), (5, 3)])
def test_scores_have_faces(score, face):
    assert face_of_score(score) == face


def test_only_reasons_of_the_chosen_face_are_kept():
    assert good_reasons(Face.SAD, ["kind", "late", "waiting", "late", "<script>"]) == ["waiting", "late"]
    assert Tally().satisfied is None and Tally(occasions=8, rated=6).coverage == 75.0


def test_a_place_is_rated_on_the_phone_step_by_step(house):
    client, where = Client(), f"/hai-long/{house.place.code}/"
    assert "Chờ lâu" not in client.get(where).content.decode()
    assert "Chờ lâu" in client.get(where + "?muc=1").content.decode()
    sent = client.post(where, {"face": "1", "reason": ["waiting", "kind"], "comment": "Đợi hai giờ\u200b"})
    assert sent.status_code == 302 and "Cảm ơn" in client.get(sent["Location"]).content.decode()
    kept = answers().get()
    assert (kept.unit_id, kept.face, kept.reasons, kept.comment) == (house.place.pk, 1, ["waiting"], "Đợi hai giờ")
    nothing = client.post(where, {"face": "9", "comment": "Vẫn còn đây"})
    assert nothing.status_code == 422 and answers().count() == 1


def test_a_tablet_goes_back_to_the_faces_by_itself(house):
    where = f"/hai-long/{house.place.code}/tai-quay/"
    sent = Client().post(where, {"face": "3"})
    thanks = Client().get(sent["Location"])
    assert re.fullmatch(rf"\d+; url={where}", thanks["Refresh"])
    assert answers().get().source == "tablet"


def test_departments_and_unknown_codes_are_not_rated(house):
    assert Client().get("/hai-long/khong-co/").status_code == 404
    assert Client().get(f"/hai-long/{house.department.code}/").status_code == 404
    with pytest.raises(Refusal):
        actions.answer(unit_id=house.place.pk, face=0, source="wall")


def test_one_address_does_not_flood(house):
    client, where = Client(), f"/hai-long/{house.place.code}/"
    statuses = [client.post(where, {"face": "3", "comment": "Tốt"}).status_code for _ in range(14)]
    assert statuses.count(302) == 12 and set(statuses[12:]) == {429}
    assert "Tốt" in client.post(where, {"face": "3", "comment": "Tốt"}).content.decode()


def test_coverage_comes_from_results_and_counts_each_once(house):
    first, second = make_dossier(house, state="returned"), make_dossier(house, state="returned")
    outbox.drain()
    assert this_year(house).total == Tally(occasions=2)
    dossiers.rate(actor=house.person, dossier_id=first.pk, score=5)
    outbox.drain()
    actions.count_rating(key=first.subject, unit_id=house.place.pk, day=clock.today(), score=1)
    actions.count_occasion(key=second.subject, unit_id=house.place.pk, day=clock.today())
    total = this_year(house).total
    assert total == Tally(occasions=2, rated=1, glad=1) and total.coverage == 50.0


def test_officers_see_their_own_place_only(house):
    other = make_place()
    for place, face in ((house.place, 3), (house.place, 1), (other, 1)):
        actions.answer(unit_id=place.pk, face=face, comment=f"Ở {place.name}", reasons=["late"], source="wall")
    shown = this_year(house)
    assert shown.total.answers == 2 and shown.total.satisfied == 50.0 and shown.reasons == (("late", 1),)
    text = sign_in(Client(), house.user("unit_head")).get("/can-bo/hai-long/?tu=x&den=2999-01-01").content.decode()
    assert f"Ở {house.place.name}" in text and f"Ở {other.name}" not in text
    assert sign_in(Client(), house.user("clerk")).get("/can-bo/hai-long/").status_code == 403


def test_the_poster_leads_to_the_faces(house):
    answer = sign_in(Client(), house.user("receiver")).get("/can-bo/hai-long/ma-qr.pdf")
    page = pypdfium2.PdfDocument(answer.content)[0]
    found = zxingcpp.read_barcodes(page.render(scale=2).to_pil().convert("L"))
    assert next(code.text for code in found).endswith(f"/hai-long/{house.place.code}/")
