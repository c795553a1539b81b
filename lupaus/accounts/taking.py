"""What is taken away from an account: its second factors, and the sessions that it has open."""

from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction

from lupaus.accounts.models import User
from lupaus.accounts.router import ACCOUNTS


def remove_factors(name: str) -> int:
    """The account is asked for its password alone from now on, and is signed out wherever it
    is signed in: whoever found the phone may be. Its recovery codes go as well. How many
    factors there were."""
    with transaction.atomic(using=ACCOUNTS):
        gone: int = Authenticator.objects.filter(user__name__iexact=name).delete()[0]
        end_sessions(name)
    return gone


def end_sessions(name: str) -> int:
    """Sign the account out everywhere; how many sessions that was. A session says whose it is
    only when it is opened, so all are: they are as many as people who signed in today."""
    user = User.objects.filter(name__iexact=name).first()
    if user is None:
        return 0
    own = [
        session.session_key
        for session in Session.objects.all()
        if session.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
    ended: int = Session.objects.filter(session_key__in=own).delete()[0]
    return ended
