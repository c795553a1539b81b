"""A register with a name on the network is behind TLS, and knows who knocks."""

import json
import os
import subprocess
import sys

import pytest

ASKED = (
    "SECURE_HSTS_SECONDS",
    "SECURE_PROXY_SSL_HEADER",
    "ALLAUTH_TRUSTED_PROXY_COUNT",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
)


@pytest.fixture
def settings_of(tmp_path):
    """The settings of a folder, as a new process reads them."""

    def read(toml: str) -> dict[str, object]:
        for name in ("register", "keys", "journal"):
            (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / "keys" / "web.key").write_text("no secret", encoding="utf-8")
        text = f'keys = "../keys"\njournal = "../journal"\n{toml}'
        (tmp_path / "register" / "lupaus.toml").write_text(text, encoding="utf-8")
        script = (
            "import json\nfrom lupaus import settings\n"
            f"print(json.dumps({{n: getattr(settings, n, None) for n in {ASKED}}}))"
        )
        here = {**os.environ, "LUPAUS_DIR": str(tmp_path / "register")}
        ran = subprocess.run(
            [sys.executable, "-c", script], env=here, capture_output=True, text=True, check=True
        )
        return json.loads(ran.stdout)

    return read


def test_with_a_name_on_the_network_everything_goes_over_tls(settings_of):
    said = settings_of('hosts = ["asiakkaat.example.fi"]\n')
    assert said["SECURE_HSTS_SECONDS"] == 365 * 24 * 60 * 60
    assert said["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert said["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1
    assert said["SESSION_COOKIE_SECURE"] is said["CSRF_COOKIE_SECURE"] is True


def test_on_one_machine_no_header_is_believed(settings_of):
    said = settings_of("")
    assert said["SECURE_PROXY_SSL_HEADER"] is said["ALLAUTH_TRUSTED_PROXY_COUNT"] is None
    assert said["SESSION_COOKIE_SECURE"] is False
