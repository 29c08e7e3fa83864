"""What the operating system refuses, as a person reads it: the system itself says it in English."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Final

from wording.catalogue import N_
from wording.catalogue import gettext as _
from wording.errors import error_text

_REASONS: Final[Mapping[int, str]] = {
    errno.ENOENT: N_("filen eller mappen finns inte"),
    errno.EACCES: N_("behörighet saknas"),
    errno.EPERM: N_("behörighet saknas"),
    errno.EROFS: N_("disken är skrivskyddad"),
    errno.EISDIR: N_("det är en mapp"),
    errno.ENOTDIR: N_("en del av sökvägen är en fil"),
    errno.ENAMETOOLONG: N_("sökvägen är för lång"),
    errno.ENOSPC: N_("disken är full"),
    errno.EDQUOT: N_("utrymmet på disken är slut"),
    errno.EIO: N_("disken svarar med fel"),
    errno.EMFILE: N_("för många filer är öppna"),
    errno.ENFILE: N_("för många filer är öppna"),
}


@error_text.register
def system_error_text(error: OSError) -> str:
    """The reason as a clause without a full stop."""
    if reason := _REASONS.get(error.errno or 0):
        return _(reason)
    code = errno.errorcode.get(error.errno or 0, type(error).__name__)
    return _("felkod {code}").format(code=code)
