"""What the settings file says, and what goes before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from projektsok.errors import SettingsError
from projektsok.settings import Settings, load_settings


def settings_of(folder: Path, text: str, **environment: str) -> Settings:
    (folder / "projektsok.toml").write_text(text, "utf-8")
    return load_settings(folder, environment)


def test_nothing_said_means_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path, {}) == Settings(
        Path("projektsok-index"), False, "127.0.0.1", 8000
    )


def test_every_setting_can_be_said(tmp_path: Path) -> None:
    settings = settings_of(
        tmp_path,
        'index = "/data/index"\nshow_contacts = true\nhost = "0.0.0.0"\nport = 9000\n'
        'hosts = ["projekt.example", "::1"]\n',
    )
    assert settings == Settings(
        Path("/data/index"), True, "0.0.0.0", 9000, ("projekt.example", "::1")
    )


def test_a_relative_index_lies_beside_the_settings_file(tmp_path: Path) -> None:
    assert settings_of(tmp_path, 'index = "mitt"').index == tmp_path / "mitt"


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    assert settings_of(
        tmp_path, 'index = "mitt"', PROJEKTSOK_INDEX="annat"
    ).index == Path("annat")


def test_the_environment_may_name_another_file(tmp_path: Path) -> None:
    other = tmp_path / "andra.toml"
    other.write_text("port = 9001")
    assert (
        settings_of(
            tmp_path, "port = 9000", PROJEKTSOK_SETTINGS=str(other)
        ).port
        == 9001
    )


def test_a_file_that_the_environment_names_must_exist(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="går inte att läsa"):
        load_settings(
            tmp_path, {"PROJEKTSOK_SETTINGS": str(tmp_path / "borta.toml")}
        )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("visa_kontakter = true", "visa_kontakter finns inte"),
        ("show_contacts = 1", "show_contacts ska vara true eller false"),
        ('port = "8000"', "port ska vara ett heltal"),
        ("port = true", "port ska vara ett heltal"),
        ("port = 70000", "mellan 0 och 65535"),
        ('hosts = "projekt.example"', "hosts ska vara en lista av namn"),
        ("hosts = [1]", "hosts ska vara en lista av namn"),
        (
            'hosts = ["https://projekt.example"]',
            "hosts ska vara en lista av namn",
        ),
        ('hosts = ["projekt.example:80"]', "hosts ska vara en lista av namn"),
        ('hosts = ["*"]', "hosts ska vara en lista av namn"),
        ("index = 3", "index ska vara en text"),
        ("port 8000", "inte giltig TOML"),
        ("[index]\nmapp = 1", "index ska vara en text"),
    ],
)
def test_what_is_not_understood_is_an_error_that_names_it(
    tmp_path: Path, text: str, words: str
) -> None:
    with pytest.raises(SettingsError, match=words):
        settings_of(tmp_path, text)


def test_a_file_in_another_encoding_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "projektsok.toml").write_bytes(
        'index = "Malmö"'.encode("cp1252")
    )
    with pytest.raises(SettingsError, match="UTF-8"):
        load_settings(tmp_path, {})
