"""Names that synchronising programs give to the second version of a file that two have changed."""

from __future__ import annotations

import re
import unicodedata

_DATE = r"\d{4}-\d\d-\d\d"
_ENDS = (
    # Dropbox, Nextcloud, ownCloud, OpenCloud; FileCloud; Seafile; Box and others in their words
    r" ?\([^()]*conflict[^()]*\)",
    rf" ?\([^()]*{_DATE}[^()]*\)",
    r" ?\[conflict(?:ed)?\]",  # pCloud
    r"\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]{7})?",  # Syncthing
    r"_conflict-\d{8}-\d{6}",  # ownCloud before 2.5
    r"_[^_]+_[A-Z][a-z]{2}-\d\d-\d{4}-\d{4}_\w*[Cc]onflict\w*",  # Synology Drive
    r"-[\w.-]++",  # OneDrive: the machine's name, perhaps with a number
    r" \(\d{1,3}\)",  # Google Drive, and OneDrive in the browser
    r" \d{1,3}",  # iCloud Drive
)
# One that is in conflict itself is named so twice. Nothing that matched is tried in another way
# (++): names are made by strangers, and a hostile one would keep the program for years.
_ENDS_ALL = re.compile(f"(?:{'|'.join(_ENDS)})++", re.IGNORECASE)
_LONGEST = 255
"""No file system takes longer names."""


def is_conflicted(name: str, original: str) -> bool:
    """Say whether a file's name is one that a synchronising program gives beside the original.

    Some are names that people give as well: whoever asks must look into the file too.
    """
    stem, _, ending = unicodedata.normalize("NFC", original).rpartition(".")
    given = unicodedata.normalize("NFC", name)
    if not stem or not given.startswith(stem) or not given.endswith(f".{ending}"):
        return False
    middle = given[len(stem) : -len(ending) - 1]
    return len(middle) <= _LONGEST and _ENDS_ALL.fullmatch(middle) is not None
