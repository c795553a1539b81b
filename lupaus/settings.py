"""Django's settings, made from the controller's folder.

One folder is one controller. ``LUPAUS_DIR`` names it; its ``lupaus.toml`` says where the
database, the keys and the erasure journal are. Without a folder there is an empty register in
memory: enough for commands that only read a policy, and for the tests.
"""

import os

from lupaus.folder import Folder

FOLDER = Folder.from_environment(os.environ)

DEBUG = False
SECRET_KEY = FOLDER.secret_key()
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver", *FOLDER.hosts]
DATABASES = FOLDER.databases()
INSTALLED_APPS = [
    "lupaus.ledger",
    "lupaus.records",
    "lupaus.guard",
    "lupaus.keeping",
    "lupaus.proof",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "Europe/Helsinki"
LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", "suomi"), ("sv", "svenska"), ("en", "English")]
ROOT_URLCONF = "lupaus.web.urls"
APPEND_SLASH = False
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
LOGGING_CONFIG = None
