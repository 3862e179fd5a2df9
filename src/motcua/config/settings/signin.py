"""How people sign in: one-time codes for citizens, password and second factor for officers, outside providers by OpenID Connect."""

import os
from datetime import timedelta
from typing import Any

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/dang-nhap/"

STAFF_IDLE_MINUTES = int(os.environ.get("MOTCUA_STAFF_IDLE_MINUTES", "15"))
STAFF_SESSION_HOURS = int(os.environ.get("MOTCUA_STAFF_SESSION_HOURS", "12"))
STAFF_UNUSED_DAYS = int(os.environ.get("MOTCUA_STAFF_UNUSED_DAYS", "45"))
CITIZEN_SESSION_HOURS = int(os.environ.get("MOTCUA_CITIZEN_SESSION_HOURS", "12"))
# How many proxies of our own stand before the server; only what they add to X-Forwarded-For is believed.
TRUSTED_PROXIES = int(os.environ.get("MOTCUA_PROXIES", "0"))
SMS_PROVIDER = os.environ.get("MOTCUA_SMS_PROVIDER", "file")

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "motcua.accounts.permissions.client_address"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
# axes.middleware would answer in its own words; lock-out by address would shut out a whole office behind one address.
SILENCED_SYSTEM_CHECKS = ["axes.W002", "axes.W006"]

ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "motcua.accounts.providers.factors.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_COUNT = 10
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not os.environ.get("MOTCUA_ADDRESS", "").startswith("https://")

SOCIALACCOUNT_ADAPTER = "motcua.accounts.views.gate.Gate"
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False


def identity_providers() -> dict[str, Any]:
    """The OpenID Connect provider named by MOTCUA_OIDC_… (ID, NAME, SERVER, CLIENT, SECRET, CLAIMS), if any."""
    server = os.environ.get("MOTCUA_OIDC_SERVER")
    if not server:
        return {}
    app = {
        "provider_id": os.environ.get("MOTCUA_OIDC_ID", "vneid"),
        "name": os.environ.get("MOTCUA_OIDC_NAME", "VNeID"),
        "client_id": os.environ.get("MOTCUA_OIDC_CLIENT", ""),
        "secret": os.environ.get("MOTCUA_OIDC_SECRET", ""),
        "settings": {"server_url": server, "claims": os.environ.get("MOTCUA_OIDC_CLAIMS", "national")},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


SOCIALACCOUNT_PROVIDERS = identity_providers()
