"""Where somebody comes back from an outside provider: our own sign-in takes over from django-allauth here."""

from typing import Any

import structlog
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from motcua.accounts import actions
from motcua.accounts.permissions import is_own_address
from motcua.accounts.providers.oidc import MAPPINGS, read_claims
from motcua.kernel.refusals import Refusal

log = structlog.get_logger(__name__)
FAILED = _("Không đăng nhập được qua nhà cung cấp định danh. Xin thử lại hoặc dùng mã một lần.")


class Gate(DefaultSocialAccountAdapter):
    """Stands between the exchange and our accounts: allauth's own sign-up, e-mail matching and tables are not used."""

    def pre_social_login(self, request: Any, sociallogin: Any) -> None:
        """Recognises the person by provider and subject, opens our session, and ends allauth's flow."""
        app = sociallogin.provider.app
        said = sociallogin.account.extra_data
        said = {**said.get("id_token", {}), **said.get("userinfo", {})} or said
        claims = read_claims(MAPPINGS[app.settings.get("claims", "standard")], said)
        here = request.user if request.user.is_authenticated else None
        try:
            if not claims["subject"]:
                raise Refusal(FAILED)
            user = actions.recognise(provider=app.provider_id, claims=actions.Claims(**claims), signed_in=here)
            actions.enter(request=request, user=user, factor="identity")
        except Refusal as refusal:
            messages.error(request, str(refusal.message))
            raise ImmediateHttpResponse(redirect("accounts:sign-in")) from None
        target = sociallogin.state.get("next") or ""
        raise ImmediateHttpResponse(HttpResponseRedirect(target if is_own_address(request, target) else "/cua-toi/"))

    def on_authentication_error(
        self, request: Any, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """Back to the sign-in page with words; the reason goes to the log without what the provider sent."""
        log.warning("identity.failed", error=str(error)[:100], exception=type(exception).__name__ if exception else "")
        messages.error(request, str(FAILED))
        raise ImmediateHttpResponse(redirect("accounts:sign-in"))

    def is_open_for_signup(self, request: Any, sociallogin: Any) -> bool:
        """Never by allauth's own form."""
        return False
