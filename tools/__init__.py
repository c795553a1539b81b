"""Programs that keep the repository true to itself. None of them is installed."""
