"""The demo's notices go through the real verbs, once."""

from datetime import datetime

from motcua.accounts.factories import make_officer
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM
from motcua.notices import actions
from motcua.notices.queries.reading import public_notices


def test_the_demo_tells_and_corrects(town):
    since = datetime(2020, 1, 1, tzinfo=clock.LOCAL)
    assert actions.load_demo(actor=SYSTEM) == 0
    for name, role in (("vanthu", "clerk"), ("chutich", "unit_head")):
        make_officer(town.district, role, username=f"{name}.quan10", valid_from=since)
    assert actions.load_demo(actor=SYSTEM) == 2 and actions.load_demo(actor=SYSTEM) == 0
    assert [notice.unit for notice in public_notices(None)] == [town.district]
