"""Every way around the guard that somebody thought of, by name."""
