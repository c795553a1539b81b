"""Forms for the common parts of a policy: what is typed becomes changes of its text."""
