"""Sign-in through an outside provider by OpenID Connect."""

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class Gate(DefaultSocialAccountAdapter):
    """Stands between allauth's exchange and our own sign-in."""
