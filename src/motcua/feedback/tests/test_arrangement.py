"""How a place takes reports is read once and kept: whoever changes it is heard, whoever takes the change back is not."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.feedback import actions
from motcua.feedback.factories import Town, make_report, make_town, save_category
from motcua.feedback.models import ArrangementVersion, Category, RoutingRule
from motcua.feedback.queries.arrangement import ARRANGEMENTS, arrangement_of
from motcua.feedback.queries.categories import categories_of, clocks_of, holder_for, path_of, takes_reports

TABLES = ("feedback_category", "feedback_routingrule")


@pytest.fixture
def town() -> Town:
    return make_town()


def asked(context: CaptureQueriesContext) -> list[str]:
    return [query["sql"] for query in context if any(table in query["sql"] for table in TABLES)]


@pytest.mark.django_db
def test_a_page_that_was_seen_asks_for_no_category_and_no_rule_again(town: Town, client: Client) -> None:
    page = f"/phan-anh/gui/{town.place.code}/o-ga/"
    client.get(page)
    with CaptureQueriesContext(connection) as context:
        assert client.get(page).status_code == 200
        category = arrangement_of(town.place.pk).open[1]
        assert [node.key for node in path_of(category)] == ["o-ga", "ha-tang"] and clocks_of(category)
        assert holder_for(category, None) == town.office.pk
    assert asked(context) == []


@pytest.mark.django_db
def test_a_verb_is_heard_at_once(town: Town) -> None:
    lamp = town.category("den")
    assert lamp.pk in {each.pk for each in categories_of(town.place.pk)}
    lamp.is_open = False
    save_category(lamp)
    assert lamp.pk not in {each.pk for each in categories_of(town.place.pk)}
    report = make_report(town)
    rule = RoutingRule.objects.regardless("test").get(to_unit=report.holder_unit)
    actions.remove_rule(actor=town.actor("unit_head"), unit_id=town.place.pk, rule_id=rule.pk)
    assert make_report(town).holder_unit_id == town.place.pk


@pytest.mark.django_db(transaction=True)
def test_what_is_taken_back_is_seen_by_nobody_afterwards(town: Town) -> None:
    assert takes_reports(town.place.pk)
    with pytest.raises(RuntimeError), transaction.atomic():
        for each in Category.objects.regardless("test").filter(unit=town.place):
            each.is_open = False
            save_category(each)
        assert not takes_reports(town.place.pk) and not categories_of(town.place.pk)
        raise RuntimeError
    assert takes_reports(town.place.pk) and categories_of(town.place.pk)


@pytest.mark.django_db(transaction=True)
def test_another_process_is_noticed_by_the_stamp(town: Town) -> None:
    assert categories_of(town.place.pk)[1].name == "Ổ gà"
    Category.objects.regardless("as another process would").filter(key="o-ga").update(name="Hố sâu")
    assert categories_of(town.place.pk)[1].name == "Ổ gà"
    ArrangementVersion.grow()
    ARRANGEMENTS._checked = 0.0
    assert categories_of(town.place.pk)[1].name == "Hố sâu"
