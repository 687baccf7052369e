"""The files of an extract: exact bytes, so that any SHA-256 tool can check them."""

import json
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from typing import Any

from gospablik.control.extract.pdf import pdf_of
from gospablik.control.extract.proofs import OnProof
from gospablik.control.extract.whole import Whole
from gospablik.root import ROOT
from gospablik.templates import render

_CHECKER = ROOT / "templates" / "extract" / "proverka.py"


def files_of(whole: Whole) -> dict[str, bytes]:
    """Path inside the folder -> content. `SHA256SUMS` names all the others."""
    files = {
        "vypiska.pdf": pdf_of(whole),
        "KAK-PROVERIT.txt": render("extract/check.txt", whole=whole).encode(),
        "proverka.py": _CHECKER.read_bytes(),
        "kommentarii.json": _json([asdict(one) for one in whole.comments]),
        "dela.json": _json([asdict(one) for one in whole.cases]),
        "pisma-ob-otmene.json": _json([asdict(one) for one in whole.letters]),
        "polozhenie.txt": "\n".join([*whole.clauses, "", whole.rules, ""]).encode(),
        "zhurnal.jsonl": "".join(f"{line}\n" for line in whole.chain).encode(),
    }
    files |= whole.files
    files |= {f"pisma/delo-{one.number}.txt": one.letter.encode() for one in whole.cases}
    for proof in whole.proofs:
        files |= _proof(proof)
    files["SHA256SUMS"] = _sums(files)
    return files


def _proof(proof: OnProof) -> dict[str, bytes]:
    name = f"{proof.number:06d}"
    found = {f"zhurnal/{name}.json": proof.statement.encode()}
    if proof.content:
        content = proof.content.encode()
        found[f"dokazatelstva/{name}.json"] = content
        # As it was sealed: the salt, then the words. SHA-256 of the file stands in the statement.
        found[f"dokazatelstva/{name}.bin"] = bytes.fromhex(proof.salt) + content
    return found


def _sums(files: dict[str, bytes]) -> bytes:
    lines = [f"{sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())]
    return "".join(lines).encode()


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, indent=2, default=_moment, allow_nan=False)
    return f"{text}\n".encode()


def _moment(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"не для JSON: {type(value).__name__}")
