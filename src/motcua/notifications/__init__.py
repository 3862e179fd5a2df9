"""Telling people what happened to their matter: in the application, by e-mail, by SMS, on their devices.

Nouns: Message, TemplateVersion, Device, Listening. Doors: `/cua-toi/thong-bao/`, `/can-bo/thong-bao/`, `/thong-bao-may/`,
a fragment of "my page".
"""
