"""The page of a reconciliation as a file: written whole or not at all, kept for a while."""

import os
import re
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from gospablik.errors import OfficeError

LATEST = "sverka.html"
KEPT = timedelta(days=90)
_OLD = re.compile(r"sverka-\d+\.html|sverka(-\d+)?\.html\.[0-9a-f]{32}\.new")


def page_path(folder: Path, audit_id: int) -> Path:
    """Where the page of that audit lies or will lie."""
    return folder / f"sverka-{audit_id}.html"


def keep_page(folder: Path, audit_id: int, html: str, now: datetime, *, latest: bool) -> Path:
    """Write the page, as `sverka.html` too if it is the latest; drop those older than 90 days.

    A reader sees the former file or the new one, never half of one. Raises OfficeError.
    """
    path = page_path(folder, audit_id)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(path, html)
        if latest:
            _write(folder / LATEST, html)
    except OSError as problem:
        raise OfficeError(
            f"Страница сверки не записана в {folder}: {problem.strerror}.",
            not_done="файл страницы прежний или его нет; сама сверка закончена и показана"
            " в артефакте.",
            next_step="проверьте место на диске и права на папку и запустите сверку снова.",
        ) from None
    _drop_old(folder, now)
    return path


def _write(path: Path, text: str) -> None:
    fresh = path.with_name(f"{path.name}.{uuid4().hex}.new")
    try:
        with fresh.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _drop_old(folder: Path, now: datetime) -> None:
    """Pages past their time, and what a killed writer left.

    One that cannot be deleted stays until a later turn: it harms nobody, and the page is written.
    """
    before = (now - KEPT).timestamp()
    with suppress(OSError):
        for path in folder.iterdir():
            if _OLD.fullmatch(path.name):
                _drop(path, before)


def _drop(path: Path, before: float) -> None:
    with suppress(OSError):
        if path.stat().st_mtime < before:
            path.unlink()
