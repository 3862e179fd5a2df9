"""Telling people what happened to their matter: in the application, by e-mail, by SMS.

Nouns: Message, TemplateVersion. Doors: `/cua-toi/thong-bao/`, `/can-bo/thong-bao/`, a fragment of "my page".
"""
