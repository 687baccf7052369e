"""The pictures and scans that go with an extract, exactly as they were kept."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from gospablik.control.extract.cases import OnCase
from gospablik.control.extract.facts import OnComment
from gospablik.organisation import Organisation
from gospablik.store.decisions import Document, DocumentScan
from gospablik.store.pictures import PictureBytes


def kept_files(
    session: Session, office: Organisation, comments: Iterable[OnComment], cases: Iterable[OnCase]
) -> dict[str, bytes]:
    """Place in the folder -> bytes. What was erased since is not there."""
    files = {}
    for one in comments:
        for picture in (picture for wording in one.wordings for picture in wording.pictures):
            kept = session.get(PictureBytes, (office.key, picture.sha256))
            if kept is not None:
                files[picture.file] = kept.content
    for decision in (decision for case in cases for decision in case.decisions):
        scan = session.get(DocumentScan, decision.number)
        paper = session.get(Document, decision.number)
        if scan is not None and paper is not None:
            files[f"dokumenty/reshenie-{decision.number}{_ending(paper.scan_name)}"] = scan.content
    return files


def _ending(name: str | None) -> str:
    """«.pdf» of a file's name; nothing that could lead out of the folder."""
    ending = (name or "").rpartition(".")[2]
    return f".{ending.lower()}" if ending.isalnum() and len(ending) <= 5 else ".bin"
