"""Signing in, and getting to: the invitation, the first start, one's own account."""
