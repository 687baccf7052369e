"""The time zone of the schedules: it stands once in prefect.yaml and must be the organisation's."""

import os
import re
import stat
from pathlib import Path

_LINE = re.compile(r"^(\s*zone: &zone )(\S+)", re.MULTILINE)


def set_zone(path: Path, zone: str) -> bool:
    """Make the schedules keep that zone; whether the file had another. One line is touched.

    Killed here, the old file stands as it was.
    """
    text = path.read_text("utf-8")
    found = _LINE.search(text)
    if found is None or found[2] == zone:
        return False
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_text(_LINE.sub(rf"\g<1>{zone}", text, count=1), "utf-8")
    fresh.chmod(stat.S_IMODE(path.stat().st_mode))
    fresh.replace(path)
    return True
