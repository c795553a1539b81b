"""Taking a file of customers in, and undoing it."""
