"""One box that finds: people, companies, numbers in any spelling, and the way to a page."""
