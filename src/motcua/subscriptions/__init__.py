"""News of published reports by mail, for a place, a category, a neighbourhood; asked for twice, ended by one click.

Nouns: Subscription (đăng ký nhận tin). Doors: /nhan-tin/. Beside it stands the Atom feed of reports, which asks for no address.
"""
