"""Start-up explains itself: filled in with the catalogue."""
