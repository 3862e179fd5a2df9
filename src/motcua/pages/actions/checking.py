"""The periodic check of all links in public entries: a slice in each run, from where the last one stopped."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction

from motcua.kernel import clock
from motcua.pages.actions.outside import ask
from motcua.pages.models import BrokenLink, Entry, Fault, LinkRound
from motcua.pages.queries.entries import shown
from motcua.pages.queries.links import inner_path, leads
from motcua.pages.rules.markup import links_in

AT_ONCE = 5000
"""Entries a run looks at; those without any link cost a look at their text only."""
MOST_LINKS = 2000
MOST_OUTSIDE = 20


@dataclass
class Verdicts:
    """What this run knows of addresses, each asked once, and how many more it may ask."""

    ask_outside: Callable[[str], Fault | None] | None
    known: dict[str, Fault | None] = field(default_factory=dict)
    inner: int = 0
    outer: int = 0

    def has_room(self) -> bool:
        """Whether another address may be asked in this run."""
        return self.inner < MOST_LINKS and self.outer < MOST_OUTSIDE

    def of(self, address: str) -> Fault | None:
        """What is wrong with an address."""
        if address not in self.known:
            self.known[address] = self._asked(address)
        return self.known[address]

    def _asked(self, address: str) -> Fault | None:
        path = inner_path(address)
        if path is not None:
            self.inner += 1
            return None if leads(path) else Fault.NOWHERE
        if self.ask_outside is None or not address.startswith(("http://", "https://")):
            return None
        self.outer += 1
        return self.ask_outside(address)


def check_links() -> int:
    """Looks at the next entries and keeps what is broken in them; answers how many links are. Asks the world outside
    only where the installation wants it, and never within a transaction.
    """
    after = LinkRound.objects.filter(pk=1).values_list("after", flat=True).first() or 0
    rows = Entry.objects.filter(shown(), pk__gt=after).order_by("pk").values_list("pk", "unit_site_id", "body")
    verdicts = Verdicts(ask if settings.CHECK_OUTSIDE_LINKS else None)
    found: dict[tuple[int, str], tuple[int, Fault]] = {}
    last, count = after, 0
    for pk, site_id, body in rows[:AT_ONCE].iterator(chunk_size=500):
        if not verdicts.has_room():
            break
        for address in dict.fromkeys(links_in(body)):
            if fault := verdicts.of(address):
                found[pk, address] = (site_id, fault)
        last, count = pk, count + 1
    whole = count < AT_ONCE and verdicts.has_room()
    keep(after, last, found, is_end=whole)
    return len(found)


@transaction.atomic
def keep(after: int, last: int, found: dict[tuple[int, str], tuple[int, Fault]], *, is_end: bool) -> None:
    """Writes what was found in the entries from `after` to `last` in place of what was known of them."""
    old = BrokenLink.objects.filter(entry_id__gt=after)
    old = old if is_end else old.filter(entry_id__lte=last)
    times = {(row.entry_id, row.address): (row.times, row.found_at) for row in old}
    old.delete()
    now = clock.now()
    BrokenLink.objects.bulk_create(
        BrokenLink(
            entry_id=pk,
            unit_site_id=site_id,
            address=address,
            fault=fault,
            times=min(times.get((pk, address), (0, now))[0] + 1, 1000),
            found_at=times.get((pk, address), (0, now))[1],
        )
        for (pk, address), (site_id, fault) in found.items()
    )
    LinkRound.objects.update_or_create(pk=1, defaults={"after": 0 if is_end else last})


def forget_broken(entry: Entry) -> None:
    """A new text of the entry is public: what was found in the old one says nothing any more."""
    BrokenLink.objects.filter(entry_id=entry.pk).delete()
