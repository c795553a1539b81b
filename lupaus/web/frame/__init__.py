"""What every page stands on: who visits, what may be answered, how it is framed.

A page is a function under :func:`lupaus.web.frame.page.page`, which says who may ask for it by
which methods. It gets a :class:`~lupaus.web.frame.visit.Visit`, opens readings and acts through
it, and answers with a template. What the guard refuses becomes a page that names the clause.
"""
