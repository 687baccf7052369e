"""Making an extract: recorded first, then written out, as a folder and as one ZIP."""

import os
import shutil
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from gospablik.control.extract.files import files_of
from gospablik.control.extract.whole import Request, gather
from gospablik.errors import OfficeError
from gospablik.moderation.questions import reviewers
from gospablik.organisation import Organisation
from gospablik.store.extracts import Extract
from gospablik.store.session import Store

FOLDER = "vypiski"
"""Inside the office's folder of state."""
KEPT = timedelta(days=30)
"""So long the files lie there: they are a citizen's words beside the database and its terms."""
HALVES_KEPT = timedelta(days=1)
"""So long one that is being written is left alone."""
_SHORTEST_REASON = 3


@dataclass(frozen=True, slots=True)
class Made:
    """An extract that lies there. `folder` and `packed` (a ZIP of it); `digest`: of the ZIP."""

    number: int
    folder: Path
    packed: Path
    digest: str
    comments: int
    left_out: int


def make_extract(
    store: Store, office: Organisation, request: Request, state: Path, now: datetime
) -> Made:
    """Record who asked and why, and write the extract below `state`.

    Raises OfficeError, and then there is none: nobody entitled, no reason, no such comment, no
    room on the disk.
    """
    _check(office, request, now)
    with store.read() as session:
        whole = gather(session, office, request, now)  # who asks for nothing leaves no row
    with store.write() as session:
        row = Extract(
            organisation=office.key,
            comment_id=whole.comment_id,
            whole_author=request.whole_author,
            reason=" ".join(request.reason.split()),
            official=request.official,
            made_at=now,
            digest="",
        )
        session.add(row)
        session.flush()
        number = row.id
    whole = replace(whole, number=number)
    name = f"vypiska-{number:05d}-{office.local(now):%Y%m%d-%H%M}"
    try:
        folder, packed, digest = _write(state / FOLDER, name, files_of(whole))
    except OSError as error:
        raise OfficeError(
            f"Выписку № {number} не удалось записать на диск ({error.strerror or error}).",
            not_done="выписка не сделана; в журнале выписок она стоит без суммы.",
            next_step="освободите место на сервере и запустите «Выписка» ещё раз.",
        ) from error
    with store.write() as session:
        session.get_one(Extract, number).digest = digest
    return Made(number, folder, packed, digest, len(whole.comments), whole.left_out)


def remove_old(state: Path, now: datetime) -> int:
    """Remove the files of extracts that are older than a month; returns how many extracts.

    Halves go, too, a day after whoever wrote them was killed.
    """
    removed = 0
    for path in sorted((state / FOLDER).glob("*vypiska-*")):
        half = path.name.startswith(".")
        changed = datetime.fromtimestamp(path.stat().st_mtime, tz=now.tzinfo)
        if now - changed <= (HALVES_KEPT if half else KEPT):
            continue
        removed += path.is_dir() and not half
        _remove(path)
    return removed


def _check(office: Organisation, request: Request, now: datetime) -> None:
    if request.official not in [one.key for one in reviewers(office, now)]:
        raise _refusal("полномочия этого лица сегодня не действуют", "выберите действующее лицо.")
    if len(request.reason.strip()) < _SHORTEST_REASON:
        raise _refusal("не сказано, для кого и почему", "напишите одной фразой, кто запросил.")


def _write(where: Path, name: str, files: dict[str, bytes]) -> tuple[Path, Path, str]:
    """The folder appears whole or not at all. A citizen's words: for the program's user alone."""
    half, half_zip = where / f".{name}", where / f".{name}.zip"
    folder, packed = where / name, where / f"{name}.zip"
    archive = _zip(name, files)
    where.mkdir(parents=True, exist_ok=True)
    where.chmod(0o700)
    try:
        half.mkdir(mode=0o700)
        for path, content in files.items():
            _put(half / path, content)
        _put(half_zip, archive)
        os.replace(half, folder)
        os.replace(half_zip, packed)
    except OSError:
        for left in (half, folder, half_zip, packed):
            _remove(left)
        raise
    return folder, packed, sha256(archive).hexdigest()


def _put(place: Path, content: bytes) -> None:
    place.parent.mkdir(mode=0o700, exist_ok=True)
    place.touch(mode=0o600)
    place.write_bytes(content)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _zip(name: str, files: dict[str, bytes]) -> bytes:
    """The same files give the same bytes."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for path, content in sorted(files.items()):
            entry = ZipInfo(f"{name}/{path}", date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
            archive.writestr(entry, content)
    return packed.getvalue()


def _refusal(why: str, todo: str) -> OfficeError:
    return OfficeError(f"Выписка не сделана: {why}.", not_done="ничего не выдано.", next_step=todo)
