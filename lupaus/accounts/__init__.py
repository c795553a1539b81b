"""Who signs in: personal accounts, their second factors, sessions and invitations.

An account opens nothing by itself. What somebody may see is asked of the guard at every
request, by the same name (``lupaus.guard.staff``); without a place there, an account is a name
and a password. Accounts lie in a database of their own beside the register, so that neither a
reading nor an act on the register can reach a password, and signing in never waits for a
writer of the register (docs/decisions/0009-accounts-apart.md).
"""
