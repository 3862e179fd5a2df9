"""What is wrong with the tree, in words, for `motcua check`."""

from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.units.queries.snapshot import SNAPSHOT


def complaints() -> list[str]:
    """Places at work without a desk or without an e-identification code; an empty tree."""
    tree, day = SNAPSHOT.get().tree, clock.today()
    if not tree.nodes:
        return [_("Chưa có đơn vị nào. Dùng “motcua units import TỆP” để nạp danh sách đơn vị.")]
    found = []
    for node in tree.nodes.values():
        if node.level not in ("district", "commune") or not tree.is_active(node.id, day):
            continue
        if tree.desk_of(node.id) is None:
            found.append(_("%(unit)s chưa có bộ phận một cửa.") % {"unit": node.name})
        if not node.eid_code:
            found.append(_("%(unit)s chưa có mã định danh điện tử.") % {"unit": node.name})
    return found
