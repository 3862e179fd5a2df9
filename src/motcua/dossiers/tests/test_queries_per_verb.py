"""How many statements a verb may cost: the whole life must fit twelve times into a second beside its load generator."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers import actions, queries
from motcua.dossiers.factories import make_file, make_filing, make_house, monday
from motcua.kernel import ids

pytestmark = pytest.mark.django_db
# What tells people looks once for the devices that listen; the other numbers have stood since the first life.
MOST = {"submit": 17, "accept": 15, "assign": 9, "complete_step": 9, "sign": 10, "issue": 12, "hand_over": 10}


def statements(queries):
    return [query["sql"] for query in queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]


def test_statements_of_a_whole_life():
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
    assert {verb: queries for verb, queries in found.items() if len(queries) > MOST[verb]} == {}


def test_one_statement_tracks_a_dossier_and_few_show_it_to_an_officer(django_capture_on_commit_callbacks):
    house = make_house()
    dossier = actions.submit(actor=house.person, token="khoa-am-may", filing=make_filing(house))
    receiver = house.actor("receiver")
    with django_capture_on_commit_callbacks(execute=True):
        queries.for_desk(receiver, dossier.pk)
    with CaptureQueriesContext(connection) as tracked:
        assert queries.public_progress(dossier.code)
    with CaptureQueriesContext(connection) as opened:
        queries.allowed_actions(queries.for_desk(receiver, dossier.pk), receiver)
    assert len(tracked) == 1
    assert len(opened) <= 2, [query["sql"] for query in opened.captured_queries]


def test_search_asks_the_same_few_statements_however_many_there_are():
    house = make_house()
    receiver = house.actor("receiver")
    counts = []
    for _ in range(3):
        for _ in range(4):
            last = actions.submit(actor=house.person, token=ids.token(), filing=make_filing(house))
        for text in ("văn an", "0909 123 456", last.code[:-2], ""):
            with CaptureQueriesContext(connection) as asked:
                assert queries.search_dossiers(receiver, text).rows
            counts.append(len(asked))
    assert max(counts) <= 3
