"""Django's settings, made from the controller's folder.

One folder is one controller. ``LUPAUS_DIR`` names it; its ``lupaus.toml`` says where the
database, the keys and the erasure journal are. Without a folder there is an empty register in
memory: enough for commands that only read a policy, and for the tests.
"""

import os

from lupaus import logs
from lupaus.folder import Folder
from lupaus.web.assets import STATIC_FILES, version

FOLDER = Folder.from_environment(os.environ)

DEBUG = False
SECRET_KEY = FOLDER.secret_key()
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver", *FOLDER.hosts]
DATABASES = FOLDER.databases()
DATABASE_ROUTERS = ["lupaus.accounts.router.Router"]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",  # the sign-in library writes its dates with it
    "lupaus.web",  # first: its templates stand before the sign-in library's
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "lupaus.ledger",
    "lupaus.records",
    "lupaus.guard",
    "lupaus.keeping",
    "lupaus.proof",
    "lupaus.intake",
    "lupaus.accounts",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "Europe/Helsinki"
ROOT_URLCONF = "lupaus.web.urls"
APPEND_SLASH = False
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "lupaus.web.frame.middleware.Moment",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lupaus.web.frame.middleware.Tongue",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lupaus.web.frame.context.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "lupaus.web.templatetags.lupaus",
            ],
        },
    }
]

# -- languages ------------------------------------------------------------------------------
LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", "suomi"), ("sv", "svenska"), ("en", "English")]
LOCALE_PATHS = [str(STATIC_FILES.parent / "locale")]
USE_I18N = True

# -- signing in -----------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "lupaus.accounts.passwords.Long",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "lupaus.accounts.passwords.Uncommon"},
    {"NAME": "lupaus.accounts.passwords.Wordy"},
    {
        "NAME": "lupaus.accounts.passwords.Unlike",
        "OPTIONS": {"user_attributes": ("name",)},
    },
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "lupaus.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "lupaus.accounts.signing.LoginForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
MFA_ADAPTER = "lupaus.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Lupaus"
#: Browsers give passkeys to localhost without TLS, and to nobody else.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not FOLDER.hosts
#: Failed sign-ins are counted here, so that every process counts the same ones.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
    }
}
SESSION_COOKIE_NAME = "lupaus"
SESSION_COOKIE_AGE = 12 * 60 * 60  # a long working day
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
# A register that has a name on the network is behind TLS; one without is on this machine.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = bool(FOLDER.hosts)
if FOLDER.hosts:
    # The one proxy in front says whence and how somebody came (docs/how-to/install.md). Without
    # it every sign-in would come from one address, and one guesser would shut everybody out.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in FOLDER.hosts]
CSRF_FAILURE_VIEW = "lupaus.web.frame.errors.stale_form"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# -- files and limits -----------------------------------------------------------------------
#: The address carries a digest of the files, so that they may be kept for ever.
STATIC_URL = f"/static/{version()}/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 365 * 24 * 60 * 60
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
#: Uploads stay in memory: no file of customers is left in a temporary folder.
FILE_UPLOAD_MAX_MEMORY_SIZE = 65 * 1024 * 1024  # the longest list, and the form around it
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

# -- headers --------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # data: the square code of an authenticator
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# -- logs -----------------------------------------------------------------------------------
LOGGING = logs.LOGGING
