"""Several units and the city publish at the same moment: one after the other, none lost, every ward with its own version."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM
from motcua.kernel.refusals import Refusal
from motcua.procedures import actions, queries
from motcua.procedures.factories import make_document, make_version
from motcua.procedures.models import Override, ProcedureVersion
from motcua.units.factories import make_unit

pytestmark = pytest.mark.django_db(transaction=True)
CODE = "9.000001"


def test_publications_of_one_procedure_go_one_after_the_other() -> None:
    district = make_unit(code="quan-ba", level="district")
    wards = [make_unit(code=f"phuong-{number}", level="commune", parent=district) for number in (3, 4)]
    make_version(document=make_document(code=CODE), units=[district, *wards])
    draft = actions.save_draft(actor=SYSTEM, document=make_document(code=CODE, summary="Bản mới của thành phố."))
    day = clock.today() + timedelta(days=1)
    refused: list[str] = []

    def own(unit, amount: int) -> None:
        change = {"place": "fees", "key": "fee", "name": "amount", "value": amount}
        actions.publish_override(
            actor=SYSTEM, code=CODE, unit_id=unit.pk, changes=[change], valid_from=day, reason="Quyết định 12"
        )

    def desk() -> None:
        change = {"place": "procedure", "name": "desk_name", "value": "Quầy của quận"}
        actions.publish_override(
            actor=SYSTEM, code=CODE, unit_id=district.pk, changes=[change], valid_from=day, reason="Quyết định 13"
        )

    verbs = [
        lambda: own(wards[0], 7000), lambda: own(wards[0], 7000), lambda: own(wards[1], 8000), desk,
        lambda: actions.publish(actor=SYSTEM, version_id=draft.pk, valid_from=day),
    ]  # fmt: skip

    def run(verb) -> None:
        try:
            verb()
        except Refusal as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[verb]) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1 and Override.objects.count() == 3
    for ward, amount in zip(wards, (7000, 8000), strict=True):
        own_version = queries.definition_of(queries.version_at(CODE, ward.pk, day))
        assert own_version.fees[0].amount == amount and own_version.desk_name == "Quầy của quận"
        assert own_version.summary == "Bản mới của thành phố."
        assert ProcedureVersion.objects.get(pk=own_version.version_id).base_id == draft.pk
