"""What needs doing today, what is at risk, what changed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lupaus.web.frame.page import page
from lupaus.web.frame.visit import Visit


@page()
def home(request: HttpRequest, visit: Visit) -> HttpResponse:
    return render(request, "home/home.html", {"today": visit.today})
