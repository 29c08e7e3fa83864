"""The settings file `projektsok.toml` and what overrides it: option > environment > settings >
default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from projektsok.errors import SettingsError
from wording.catalogue import N_
from wording.catalogue import gettext as _

PROGRAM: Final = "projektsok"
SETTINGS_FILE: Final = "projektsok.toml"
SETTINGS_VARIABLE: Final = "PROJEKTSOK_SETTINGS"
INDEX_VARIABLE: Final = "PROJEKTSOK_INDEX"
COMPLETION_VARIABLE: Final = "_PROJEKTSOK_COMPLETE"
"""Set by the shell that asks what it may fill in."""

LARGEST_PORT: Final = 65_535
DEFAULT_INDEX: Final = Path("projektsok-index")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person has chosen for all commands."""

    index: Path = DEFAULT_INDEX
    show_contacts: bool = False
    host: str = "127.0.0.1"
    port: int = 8000
    hosts: tuple[str, ...] = ()

    @property
    def names_index(self) -> bool:
        """Whether the person named an index, were it by the name that is the default."""
        return self.index is not DEFAULT_INDEX


_TYPES: Final[Mapping[str, tuple[type, str]]] = {
    "index": (str, N_("en text inom citattecken")),
    "show_contacts": (bool, N_("true eller false")),
    "host": (str, N_("en text inom citattecken")),
    "port": (int, N_("ett heltal")),
    "hosts": (
        list,
        N_(
            'en lista av namn utan http:// och port, som ["projekt.example.org"]'
        ),
    ),
}


def load_settings(folder: Path, environment: Mapping[str, str]) -> Settings:
    """The settings that hold in *folder*.

    The file is the one that the environment names, which must exist, else `projektsok.toml` in
    *folder*, which need not. A relative index path in it counts from the folder of the file. Raises
    SettingsError.
    """
    named = environment.get(SETTINGS_VARIABLE)
    path = Path(named) if named else folder / SETTINGS_FILE
    values = _read(path) if named or path.exists() else {}
    if index := values.get("index"):
        values["index"] = path.parent / Path(index).expanduser()
    values["hosts"] = tuple(values.get("hosts", ()))
    if index := environment.get(INDEX_VARIABLE):
        values["index"] = Path(index)
    return Settings(**values)


def _read(path: Path) -> dict[str, Any]:
    values = _parse(path)
    for name, value in values.items():
        _check(path, name, value)
    if not 0 <= values.get("port", 0) <= LARGEST_PORT:
        reason = _("inställningen port ska ligga mellan 0 och {largest}")
        raise SettingsError(path, reason.format(largest=LARGEST_PORT))
    return values


def _parse(path: Path) -> dict[str, Any]:
    # Most have no settings file, and need not wait for its reader.
    import tomllib

    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        reason = _("inställningsfilen går inte att läsa; kontrollera sökvägen")
        raise SettingsError(path, reason) from error
    except UnicodeDecodeError as error:
        reason = _(
            "inställningsfilen är inte UTF-8; spara den i den teckenkodningen"
        )
        raise SettingsError(path, reason) from error
    except tomllib.TOMLDecodeError as error:
        reason = _("inställningsfilen är inte giltig TOML ({problem})").format(
            problem=error
        )
        raise SettingsError(path, reason) from error


def _check(path: Path, name: str, value: object) -> None:
    if name not in _TYPES:
        reason = _("inställningen {name} finns inte; välj bland {names}")
        raise SettingsError(
            path, reason.format(name=name, names=", ".join(_TYPES))
        )
    expected, description = _TYPES[name]
    # In Python True is an int, in a settings file it is not.
    if (
        not isinstance(value, expected)
        or (expected is int and isinstance(value, bool))
        or (isinstance(value, list) and not all(map(_is_host_name, value)))
    ):
        reason = _("inställningen {name} ska vara {description}")
        raise SettingsError(
            path, reason.format(name=name, description=_(description))
        )


def _is_host_name(value: object) -> bool:
    """Whether *value* may stand in an address between http:// and the port: a name, or an address
    of IPv6 without brackets.
    """
    return (
        isinstance(value, str)
        and bool(value)
        and not any(mark in value for mark in "/[]@ *")
        and value.count(":") != 1
    )
