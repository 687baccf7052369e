"""«Решение документом» in a run: entered without a scan, its scan brought, the author blocked."""

from typing import Any

from prefect import get_client

from flows.collect_comments import collect_comments
from flows.decide_block import decide_block
from flows.decide_by_document import decide_by_document
from gospablik.store.decisions import Decision, Way
from tests.flows.test_modes import SPECIALIST
from tests.flows.test_read_mail import second_violation
from tests.flows.test_stop_decision import HEAD
from tests.flows.town import Town
from tests.gospablik.moderation.test_stopping import MONDAY_12

PAPER: dict[str, Any] = {
    "official": SPECIALIST, "signer": HEAD, "verdict": "заблокировать", "days": 14,
    "number": "12-р", "dated": "27.11.2026", "reason": "повторное оскорбление", "scan": "",
}  # fmt: skip


def test_a_paper_decides_and_its_scan_is_brought_later(town: Town) -> None:
    town.settings(block_after_hours='4\nscans = "scans"')
    folder = town.organisation.parent / "scans"
    folder.mkdir()
    town.at(MONDAY_12.replace(day=27, hour=7, minute=30))
    second_violation(town)
    waiting = town.question(decide_block)
    run = town.by_hand(decide_by_document)
    assert run.name.startswith("Решение документом: дело № 1, ждёт документа, "), run
    wrong = town.answer(decide_by_document, run.id, **PAPER | {"dated": "завтра"})
    assert "ответ не принят: «завтра» — не дата" in wrong.name

    run = town.by_hand(decide_by_document, case=1)
    done = town.answer(decide_by_document, run.id, **PAPER | {"scan": "нет.pdf"})
    assert not done.red, done.words
    assert "дело № 1: заблокировать, скан не приложен, " in done.name
    assert "такого файла нет" in done.name
    letter = town.letters()[-1]["text"]
    assert "Документ: № 12-р от 27.11.2026" in letter
    assert "СКАН НЕ ПРИЛОЖЕН" in letter

    (folder / "12-р.pdf").write_bytes(b"%PDF-1.7 signed")
    run = town.by_hand(decide_by_document, case=1)
    scan = {"official": SPECIALIST, "scan": "12-р.pdf"}
    done = town.answer(decide_by_document, run.id, **scan)
    assert "дело № 1: скан приложен, " in done.name, done
    with town.store.read() as session:
        decision = session.get_one(Decision, 1)
        assert (decision.way, decision.days) == (Way.DOCUMENT, 14)
        assert decision.document
        assert decision.document.scan_name == "12-р.pdf"

    town.at(MONDAY_12)
    with get_client(sync_client=True) as client:
        state = client.read_flow_run(waiting).state
    assert state
    assert state.is_cancelled()
    town.run(collect_comments)
    assert len(town.outside.banned()) == 1
    again = town.run(decide_by_document, case=1)
    assert "ответ не принят: Дело не выбрано" in again.name
