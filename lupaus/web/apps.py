from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "lupaus.web"
    label = "web"
