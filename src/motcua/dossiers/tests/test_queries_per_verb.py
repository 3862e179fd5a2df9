"""How many statements a verb may cost: the whole life must fit twelve times into a second beside its load generator."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers import actions
from motcua.dossiers.factories import make_file, make_filing, make_house, monday

pytestmark = pytest.mark.django_db
MOST = {
    "submit": 18,
    "accept": 18,
    "assign": 18,
    "complete_step": 18,
    "sign": 18,
    "issue": 18,
    "hand_over": 18,
}


def statements(queries):
    return [query["sql"] for query in queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]


def test_statements_of_a_whole_life(django_assert_max_num_queries, request):
    house = make_house()
    for role in ("receiver", "specialist", "unit_head", "clerk"):
        house.actor(role)
    papers = {"proof": [str(make_file(house.citizen).pk) for _ in range(3)]}
    warm = make_filing(house)
    actions.submit(actor=house.person, token="khoa-am-may", filing=warm, at=monday())
    draft = actions.begin_draft(
        actor=house.person, procedure_code=house.version.procedure.code, unit_id=house.place.pk, at=monday()
    )
    actions.save_draft(actor=house.person, token=draft.token, answers=warm.answers, papers=papers)
    found = {}

    def count(verb, run):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            result = run()
        found[verb] = statements(captured.captured_queries)
        return result

    dossier = count("submit", lambda: actions.submit(actor=house.person, token=draft.token, at=monday()))
    pk, given = dossier.pk, {"at": monday(9)}
    receiver, specialist = house.actor("receiver"), house.actor("specialist")
    count("accept", lambda: actions.accept(actor=receiver, dossier_id=pk, expected_revision=1, **given))
    count("assign", lambda: actions.assign(actor=specialist, dossier_id=pk, user_id=specialist.user_id, **given))
    count("complete_step", lambda: actions.complete_step(actor=specialist, dossier_id=pk, **given))
    count("sign", lambda: actions.sign(actor=house.actor("unit_head"), dossier_id=pk, **given))
    clerk = house.actor("clerk")
    count("issue", lambda: actions.issue(actor=clerk, dossier_id=pk, **given))
    count("hand_over", lambda: actions.hand_over(actor=receiver, dossier_id=pk, **given))
    for verb, queries in found.items():
        print(verb, len(queries))
        for query in queries:
            print("   ", query[:150])
    assert {verb: len(queries) for verb, queries in found.items() if len(queries) > MOST[verb]} == {}
