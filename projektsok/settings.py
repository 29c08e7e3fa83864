"""The settings file `projektsok.toml` and what overrides it: option > environment > settings >
default.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from projektsok.errors import SettingsError

SETTINGS_FILE: Final = "projektsok.toml"
SETTINGS_VARIABLE: Final = "PROJEKTSOK_SETTINGS"
INDEX_VARIABLE: Final = "PROJEKTSOK_INDEX"
DEFAULT_INDEX: Final = Path("projektsok-index")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person has chosen for all commands."""

    index: Path = DEFAULT_INDEX
    show_contacts: bool = False
    host: str = "127.0.0.1"
    port: int = 8000


_TYPES: Final[Mapping[str, tuple[type, str]]] = {
    "index": (str, "en text inom citattecken"),
    "show_contacts": (bool, "true eller false"),
    "host": (str, "en text inom citattecken"),
    "port": (int, "ett heltal"),
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
    if index := environment.get(INDEX_VARIABLE):
        values["index"] = Path(index)
    return Settings(**values)


def _read(path: Path) -> dict[str, Any]:
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingsError(
            path, "inställningsfilen går inte att läsa; kontrollera sökvägen"
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(
            path, "inställningsfilen är inte UTF-8; spara den i den teckenkodningen"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(path, f"inställningsfilen är inte giltig TOML ({error})") from error
    for name, value in values.items():
        if name not in _TYPES:
            raise SettingsError(
                path, f"inställningen {name} finns inte; välj bland {', '.join(_TYPES)}"
            )
        expected, wanted = _TYPES[name]
        # In Python True is an int, in a settings file it is not.
        if not isinstance(value, expected) or (expected is int and isinstance(value, bool)):
            raise SettingsError(path, f"inställningen {name} ska vara {wanted}")
    if not 0 <= values.get("port", 0) <= 65_535:
        raise SettingsError(path, "inställningen port ska ligga mellan 0 och 65535")
    return values
