"""Scans of signed documents: taken from the office's folder, known by their SHA-256, kept by us.

A form of Prefect takes no file, and a letter with one would have to be read whole: so the file is
put into a folder of the machine that the program runs on, and the form is told its name.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from gospablik.errors import OfficeError
from gospablik.organisation import Organisation
from gospablik.store.decisions import Document, DocumentScan

MOST_BYTES = 20_000_000
_KINDS = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*")
_NOT_DONE = "скан не приложен."


@dataclass(frozen=True, slots=True)
class Scan:
    """A file's name and bytes."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Hex, of the bytes."""
        return hashlib.sha256(self.content).hexdigest()


def read_scan(office: Organisation, beside: Path, name: str) -> Scan | None:
    """The file of that name in `scans`, relative to the folder `beside`; None if no name is given.

    Raises OfficeError in words for what is not there, too large or no scan. Only a bare name is
    taken: the form must not read any other file of the machine.
    """
    name = name.strip()
    if not name:
        return None
    if not office.organisation.scans:
        raise OfficeError(
            "Папка для сканов не указана.",
            not_done=_NOT_DONE,
            next_step="впишите scans в [organisation] organisation.toml или оставьте имя файла"
            " пустым и принесите скан позже.",
        )
    folder = beside / office.organisation.scans
    path = folder / name
    if Path(name).name != name or "\\" in name or name in (".", ".."):
        raise _bad(name, "это не имя файла", "впишите имя файла без пути, например 12-р.pdf.")
    if path.is_symlink() or not path.is_file():
        raise _bad(name, f"в папке {folder} такого файла нет", "положите файл туда.")
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as problem:
        raise _bad(name, f"не читается: {problem.strerror}", "проверьте права на файл.") from None
    if len(content) > MOST_BYTES:
        raise _bad(name, "больше 20 МБ", "отсканируйте с меньшим разрешением.")
    if not content.startswith(_KINDS):
        raise _bad(name, "не PDF, JPEG, PNG или TIFF", "положите скан в одном из этих видов.")
    return Scan(name, content)


def keep_scan(session: Session, document: Document, scan: Scan, now: datetime) -> None:
    """Write the scan to its document, in the caller's transaction."""
    document.scan_name, document.scan_sha256 = scan.name[:120], scan.sha256
    document.scan_brought_at = now
    session.flush()
    session.add(DocumentScan(decision_id=document.decision_id, content=scan.content))
    session.flush()


def _bad(name: str, what: str, todo: str) -> OfficeError:
    return OfficeError(f"Скан «{name[:120]}»: {what}.", not_done=_NOT_DONE, next_step=todo)
