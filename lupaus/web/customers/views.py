"""Pages of this section."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lupaus.web.frame.page import Access, page
from lupaus.web.frame.visit import Visit


@page(Access.STAFF)
def listing(request: HttpRequest, _visit: Visit) -> HttpResponse:
    return render(request, "lupaus/coming.html")


@page(Access.STAFF)
def add_person(request: HttpRequest, _visit: Visit) -> HttpResponse:
    return render(request, "lupaus/coming.html")


@page(Access.STAFF)
def add_organisation(request: HttpRequest, _visit: Visit) -> HttpResponse:
    return render(request, "lupaus/coming.html")
