"""Sealing and verifying proofs, beside the bare statements that have to be done in any case."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import insert, select

from bench.databases import on_server, postgres, sqlite
from bench.report import Measured, ratio, seconds, table
from bench.storing import demo_office, ours, parsed
from gospablik.moderation.proof import AT_ONCE, seal_rulings, verify_chain
from gospablik.moderation.statement import canonical
from gospablik.organisation import Organisation
from gospablik.regulation import Ground
from gospablik.store.session import Store
from gospablik.store.tables import (
    Action,
    Comment,
    CommentVersion,
    Kind,
    Proof,
    ProofContent,
    Question,
    Ruling,
    Stage,
    State,
    Topic,
    Verdict,
)

PROOFS, BARE = 100_000, 5_000
_NOW = datetime(2026, 11, 25, 1, tzinfo=UTC)
SEALING, VERIFYING = 6.0, 12.0
"""How many times the bare statements' time each may take."""


def proofs() -> Measured:
    """Seal that many rulings one after another, then verify the whole chain, on both databases."""
    with TemporaryDirectory(prefix="gospablik-bench-") as name:
        folder = Path(name)
        rows = [_row("SQLite", PROOFS, lambda: sqlite(folder))]
        with postgres() as server:
            rows.append(_row("PostgreSQL", PROOFS, lambda: on_server(server)))
    heads = ["База", "печать", "в секунду", f"к голым вставкам (≤ {ratio(SEALING)})",
             "проверка", "в секунду", f"к голому чтению (≤ {ratio(VERIFYING)})"]  # fmt: skip
    text = table(heads, [cells for cells, _ in rows]) + (
        f"\n\n{PROOFS} доказательств. Печать: по {AT_ONCE} в транзакции, с чтением назад и"
        " заказом удаления; голые вставки кладут те же строки теми же транзакциями"
        f" ({BARE} раз). Проверка: весь журнал; голое чтение берёт те же строки и считает SHA-256."
    )
    return Measured("Печать и проверка доказательств", text, all(met for _, met in rows))


def _row(name: str, total: int, fresh: Callable[[], str]) -> tuple[list[str], bool]:
    store, office = Store(fresh()), demo_office()
    _rule(store, office, total)
    sealing = _timed(lambda: seal_rulings(store, office, _NOW)) / total
    floor = _bare_sealing(store, Store(fresh())) / BARE
    verifying = _timed(lambda: _verified(store, office))
    reading = _timed(lambda: _bare_reading(store))
    store.close()
    slow, deep = sealing / floor, verifying / reading
    print(name, sealing * total, slow, verifying, deep, flush=True)
    cells = [name, seconds(sealing * total), f"{1 / sealing:.0f}", ratio(slow)]
    cells += [seconds(verifying), f"{total / verifying:.0f}", ratio(deep)]
    return cells, slow <= SEALING and deep <= VERIFYING


def _rule(store: Store, office: Organisation, total: int) -> None:
    """So many comments, each ruled to be removed."""
    keep = ours(store)
    for post, live, read_at in parsed(total):
        keep(post, live, read_at)
    with store.write() as session:
        question = Question(
            organisation=office.key,
            topic=Topic.REVIEW,
            stage=Stage.ANSWERED,
            officials=["spec"],
            asked_at=_NOW,
            until=_NOW,
        )
        session.add(question)
        session.flush()
        ids = session.execute(select(Comment.id, CommentVersion.id).join(CommentVersion)).all()
        rulings = [
            {
                "organisation": office.key,
                "comment_id": comment,
                "version_id": version,
                "question_id": question.id,
                "verdict": Verdict.REMOVE,
                "ground": Ground.INSULT,
                "reason": "оскорбляет соседа",
                "official": "spec",
                "made_at": _NOW,
            }
            for comment, version in ids
        ]
        session.execute(insert(Ruling), rulings)


def _bare_sealing(sealed: Store, empty: Store) -> float:
    """The rows of the first proofs once more, in as many transactions, by statements alone."""
    with sealed.read() as session:
        rows = session.execute(
            select(Proof, ProofContent)
            .join(ProofContent, ProofContent.proof_id == Proof.id)
            .order_by(Proof.id)
            .limit(BARE)
        ).all()
        pairs = [(_values(proof), _values(content)) for proof, content in rows]
    _rule(empty, demo_office(), BARE)
    began = time.perf_counter()
    for start in range(0, BARE, AT_ONCE):
        some = pairs[start : start + AT_ONCE]
        with empty.engine.begin() as connection:
            connection.execute(insert(Proof), [proof for proof, _ in some])
            connection.execute(insert(ProofContent), [content for _, content in some])
        with empty.engine.begin() as connection:
            connection.execute(insert(Action), [_order(proof) for proof, _ in some])
    spent = time.perf_counter() - began
    empty.close()
    return spent


def _order(proof: dict[str, Any]) -> dict[str, Any]:
    return {
        "organisation": proof["organisation"],
        "kind": Kind.REMOVE,
        "page": "page",
        "subject": str(proof["ruling_id"]),
        "revision": 1,
        "recorded_at": _NOW,
        "not_before": _NOW,
        "state": State.DUE,
        "state_since": _NOW,
        "tries": 0,
    }


def _values(row: Proof | ProofContent) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}


def _verified(store: Store, office: Organisation) -> None:
    with store.read() as session:
        problem = verify_chain(session, office.key)
    if problem:
        raise AssertionError(problem)


def _bare_reading(store: Store) -> None:
    with store.read() as session:
        rows = session.execute(
            select(Proof.statement, Proof.seal, ProofContent.salt, ProofContent.content)
            .join(ProofContent, ProofContent.proof_id == Proof.id)
            .order_by(Proof.number)
            .execution_options(yield_per=1000)
        )
        for statement, seal, salt, content in rows:
            digest = sha256(bytes.fromhex(salt) + canonical(content).encode()).hexdigest()
            said = json.loads(statement)["content"]
            if sha256(statement.encode()).hexdigest() != seal or said != digest:
                raise AssertionError(seal)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
