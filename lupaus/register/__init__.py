"""People, organisations, trade, messages, permissions: what is done with the register.

Two halves. *Actions* (people, relations, trade, messages, permissions, allowed, files, secrets)
each take an act and are one transaction. *Readers* (pages, search, listing) work inside a
reading and return frozen rows that hold what its purposes may see, and no more.
"""
