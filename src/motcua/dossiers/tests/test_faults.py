"""Killed in the middle, raced by many: nothing is lost, nothing is there twice."""

import pytest

from motcua.dossiers import actions
from motcua.dossiers.factories import course, make_file, make_filing, make_house, monday, submitted
from motcua.dossiers.tests.outside import Outside

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]


def waiting_draft(house):
    filing = make_filing(house)
    draft = actions.begin_draft(actor=house.person, procedure_code=house.version.procedure.code, unit_id=house.place.pk)
    actions.save_draft(
        actor=house.person,
        token=draft.token,
        answers=filing.answers,
        papers={"proof": [str(make_file(house.citizen).pk)]},
    )
    return draft.token


LOOK = """
say({
    "dossiers": ALL.count(), "codes": sorted(ALL.values_list("code", flat=True)),
    "filed": Draft.objects.filter(submitted__isnull=False).count(),
    "answers": Draft.objects.filter(submitted__isnull=True).exclude(answers={}).count(),
    "ledger": verify().ok,
    "counters": {row.key: row.value for row in Counter.objects.filter(key__startswith="dossier:")},
})
"""


@pytest.mark.parametrize(
    "place",
    [
        "motcua.dossiers.actions.submit.keep",
        "motcua.dossiers.actions.submit.open_holder_item",
        "motcua.dossiers.actions.case.append",
        "motcua.dossiers.actions.case.announce",
    ],
)
def test_killed_in_the_middle_of_submit_leaves_nothing_but_the_draft(place, tmp_path):
    house = make_house()
    token = waiting_draft(house)
    outside = Outside(tmp_path)
    send = f"""
person = actor_of(User.objects.get(pk={house.citizen.pk}))
dossier = actions.submit(actor=person, token={token!r})
"""
    module, name = place.rsplit(".", 1)
    outside.killed(f"where = sys.modules[{module!r}]\nwhere.{name} = lambda *a, **k: die()\n" + send)
    assert outside.run(LOOK) == {
        "dossiers": 0, "codes": [], "filed": 0, "answers": 1, "ledger": True, "counters": {},
    }  # fmt: skip
    outside.run(send + "say(dossier.code)")
    after = outside.run(LOOK)
    assert after["dossiers"] == after["filed"] == 1 and after["ledger"]
    assert after["codes"][0].endswith("-0001") and list(after["counters"].values()) == [1]


def test_one_draft_sent_by_many_at_once_is_one_dossier(tmp_path):
    house = make_house()
    token = waiting_draft(house)
    found = Outside(tmp_path).run(f"""
person = actor_of(User.objects.get(pk={house.citizen.pk}))
codes = at_once(lambda: actions.submit(actor=person, token={token!r}).code, 6)
say({{"codes": codes, "dossiers": ALL.count(), "ledger": verify().ok}})
""")
    assert len(set(found["codes"])) == 1 and found["codes"][0].endswith("-0001")
    assert found["dossiers"] == 1 and found["ledger"]


def test_one_key_of_a_program_sent_by_many_at_once_is_one_dossier(tmp_path):
    house = make_house()
    files = [str(make_file(house.citizen).pk)]
    found = Outside(tmp_path).run(f"""
person = actor_of(User.objects.get(pk={house.citizen.pk}))
from motcua.dossiers.factories import ANSWERS
filing = actions.Filing(procedure_code={house.version.procedure.code!r}, unit_id={house.place.pk}, answers=ANSWERS,
                        papers={{"proof": {files!r}}})
codes = at_once(lambda: actions.submit(actor=person, token="hang-doi-0001", filing=filing).code, 6)
say({{"codes": codes, "dossiers": ALL.count(), "drafts": Draft.objects.count()}})
""")
    assert len(set(found["codes"])) == 1 and found["dossiers"] == found["drafts"] == 1


def test_many_dossiers_at_once_get_numbers_without_gap_or_double(tmp_path):
    house = make_house()
    tokens = [waiting_draft(house) for _ in range(12)]
    found = Outside(tmp_path).run(f"""
person = actor_of(User.objects.get(pk={house.citizen.pk}))
tokens = {tokens!r}
codes = at_once(lambda: actions.submit(actor=person, token=tokens.pop()).code, 12)
say({{"codes": codes, "ledger": verify().ok}})
""")
    assert sorted(code[-4:] for code in found["codes"]) == [f"{n:04}" for n in range(1, 13)] and found["ledger"]


def test_of_many_officers_at_once_one_accepts_and_the_others_learn_who(tmp_path):
    house = make_house()
    dossier, receiver = submitted(house), house.user("receiver")
    found = Outside(tmp_path).run(f"""
officer = actor_of(User.objects.get(pk={receiver.pk}))
said = at_once(lambda: actions.accept(actor=officer, dossier_id={dossier.pk}, expected_revision=1).state, 5)
say({{"said": said, "ledger": verify().ok}})
""")
    assert found["said"].count("accepted") == 1 and found["ledger"]
    others = [words for words in found["said"] if words != "accepted"]
    assert len(others) == 4 and all("Tiếp nhận hồ sơ" in words and words.startswith("Conflict") for words in others)


def test_a_job_killed_half_way_goes_on_where_it_stopped(tmp_path):
    house = make_house()
    for _ in range(3):
        course(house, submitted(house, at=monday())).lead("supplement_before")
    outside = Outside(tmp_path)
    outside.killed("""
import motcua.dossiers.actions.case as where
real, calls = where.append, []
def once(*entries):
    calls.append(1)
    return real(*entries) if len(calls) == 1 else die()
where.append = once
outbox.enqueue("dossiers.close_unanswered", slot="now")
outbox.drain()
""")
    found = outside.run("""
half = list(ALL.values_list("state", flat=True))
from motcua.kernel.models import OutboxMessage
OutboxMessage.objects.filter(topic="dossiers.close_unanswered").update(run_after=ALL.first().submitted_at)
outbox.drain()
from motcua.dossiers.models import Slip
say({"half": sorted(half), "states": list(ALL.values_list("state", flat=True)), "ledger": verify().ok,
     "slips": Slip.objects.filter(kind=5).count(),
     "waiting": OutboxMessage.objects.filter(topic="dossiers.close_unanswered", done_at=None).count()})
""")
    assert found["half"] == ["stopped", "supplement_before", "supplement_before"]
    assert found["states"] == ["stopped"] * 3 and found["slips"] == 3
    assert found["ledger"] and found["waiting"] == 0
