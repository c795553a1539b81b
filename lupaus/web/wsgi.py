"""The WSGI application of one controller: ``LUPAUS_DIR`` names the folder."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lupaus.settings")
application = get_wsgi_application()
