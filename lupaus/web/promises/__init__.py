"""Every clause of the notice with its verdict."""
