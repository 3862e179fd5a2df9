"""E-mail through Django's mail settings."""

from django.core.mail import send_mail


class Mail:
    """Sends by the configured e-mail back end."""

    def send(self, *, destination: str, subject: str, text: str) -> None:
        """One plain-text mail."""
        send_mail(subject, text, None, [destination])
