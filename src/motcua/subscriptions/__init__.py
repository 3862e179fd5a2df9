"""News of published reports by mail, for a place, a category, a neighbourhood; and who wants which notices of a unit.

Asked for twice, ended by one click. What is sent of notices, and when, is the room `notices` above.

Nouns: Subscription (đăng ký nhận tin). Doors: /nhan-tin/. Beside it stands the Atom feed of reports, which asks for no address.
"""
