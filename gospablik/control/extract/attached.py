"""The pictures and scans that go with an extract, exactly as they were kept."""

import json
from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from gospablik.control.extract.cases import OnCase
from gospablik.control.extract.facts import OnComment, picture_file
from gospablik.control.extract.proofs import OnProof
from gospablik.organisation import Organisation
from gospablik.store.decisions import Document, DocumentScan
from gospablik.store.pictures import PictureBytes


def kept_files(
    session: Session, office: Organisation, comments: Iterable[OnComment], proofs: Iterable[OnProof]
) -> dict[str, bytes]:
    """The pictures: place in the folder -> bytes. What was erased since is not there.

    What a proof names goes with its words, also where the comment itself is erased already.
    """
    named = {
        picture.sha256: picture.file
        for one in comments
        for wording in one.wordings
        for picture in wording.pictures
        if picture.sha256
    }
    for proof in proofs:
        for sha256, media_type in _sealed(proof):
            named.setdefault(sha256, picture_file(sha256, media_type))
    kept = {file: session.get(PictureBytes, (office.key, sha256)) for sha256, file in named.items()}
    return {file: one.content for file, one in kept.items() if one is not None}


def _sealed(proof: OnProof) -> Iterator[tuple[str, str]]:
    versions = json.loads(proof.content)["versions"] if proof.content else []
    for picture in (one for version in versions for one in version.get("pictures", [])):
        if "sha256" in picture:
            yield picture["sha256"], picture["media_type"] or ""


def scans(session: Session, cases: Iterable[OnCase]) -> dict[str, bytes]:
    """The scans of signed decisions: place in the folder -> bytes."""
    files = {}
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
