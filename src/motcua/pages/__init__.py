"""The sites of the units: one site for each people's committee, on Wagtail's tree of pages, revisions and workflows.

Nouns: UnitSite (a unit's site), HomePage, SectionPage, Entry (an article, notice, event, document, bulletin or plan),
Official. Doors: /trang/<unit>/… and each site's own host name for everybody; /can-bo/trang/ for editors and leaders.
"""
