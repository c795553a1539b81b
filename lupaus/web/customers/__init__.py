"""People and companies: the list, the card, adding, merging."""
