"""Django's registration of the room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Citizens, officers, duties."""

    name = "motcua.accounts"
    label = "accounts"
