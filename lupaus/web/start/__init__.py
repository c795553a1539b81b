"""The first start: the company, a trade, the notice to be, and it is in force."""
