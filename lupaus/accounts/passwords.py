"""What a password must be, said with the cure and in every language of the pages.

Django's rules stay as they are; only its words do not, as it has some of them in some languages
only.
"""

from django.contrib.auth import password_validation as django
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class Long(django.MinimumLengthValidator):
    """Long enough."""

    def get_error_message(self) -> str:
        return ngettext(
            "Salasana on liian lyhyt. Kirjoita vähintään %(n)d merkki.",
            "Salasana on liian lyhyt. Kirjoita vähintään %(n)d merkkiä.",
            self.min_length,
        ) % {"n": self.min_length}

    def get_help_text(self) -> str:
        return ngettext(
            "Salasanassa on vähintään %(n)d merkki.",
            "Salasanassa on vähintään %(n)d merkkiä.",
            self.min_length,
        ) % {"n": self.min_length}


class Uncommon(django.CommonPasswordValidator):
    """Not among those that are tried first."""

    def get_error_message(self) -> str:
        return _("Salasana on niin yleinen, että se arvataan. Lisää siihen sanoja.")

    def get_help_text(self) -> str:
        return _("Se ei ole mikään yleisistä salasanoista.")


class Wordy(django.NumericPasswordValidator):
    """More than digits."""

    def get_error_message(self) -> str:
        return _("Salasanassa on pelkkiä numeroita. Lisää siihen sanoja.")

    def get_help_text(self) -> str:
        return _("Siinä on muutakin kuin numeroita.")


class Unlike(django.UserAttributeSimilarityValidator):
    """Not what the account is called."""

    def get_error_message(self) -> str:
        return _("Salasana on melkein sama kuin tunnuksesi. Valitse muita sanoja.")

    def get_help_text(self) -> str:
        return _("Se ei muistuta tunnustasi.")
