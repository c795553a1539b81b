"""Who works here, in which role, and how they get in."""
