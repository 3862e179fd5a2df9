"""The officers' door: the inbox, search, bell, absence, the leaders' board. Knows work items, no business noun.

Other rooms join by `kernel.registry` sections, each a callable:
- "desk-bulk": `build(actor) -> list[dict(title, url, kinds, icon)]` – buttons that POST the ticked items (`viec`) to `url`;
- "desk-search": `build(actor, text, limit) -> list[dict(code, title, text, url, state)]` – what the header's box finds.
"""
