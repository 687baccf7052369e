"""A decision that was signed on paper: the case found, the form, the paper written (clause 4.3)."""

from dataclasses import dataclass
from typing import Any

from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.input import RunInput
from prefect.runtime import flow_run

from gospablik.clock import now
from gospablik.control.access_word import day_of
from gospablik.errors import OfficeError
from gospablik.moderation.decision_words import BLOCK, FOR_EVER, REFUSE
from gospablik.moderation.document_form import (
    NOT_DONE,
    DocumentCase,
    answer_document,
    document_case,
    open_document,
)
from gospablik.moderation.papers import Paper
from gospablik.moderation.questions import asked_by
from gospablik.moderation.said import Said
from gospablik.moderation.scans import Scan, read_scan
from gospablik.store.tables import DecisionVerdict, Topic
from gospablik.templates import minute
from tasks.decisions import Written, key_of
from tasks.desk import desk, organisation_file
from tasks.form_parts import choice, days, form, must, who, words
from tasks.markdown import cell

BLOCK_FOR_EVER = f"{BLOCK} {FOR_EVER}"
_SCAN_HINT = "Файл из папки scans (organisation.toml): PDF, JPEG, PNG или TIFF, например 12-р.pdf."


@dataclass(frozen=True, slots=True)
class Found:
    """The form of this run, or why there is none."""

    case: DocumentCase | None = None
    refused: str | None = None


@task(name="Найти дело", task_run_name="Найти дело", cache_policy=NO_CACHE)
def find_document_case(case: int) -> Found:
    """The case of that number; a resumed run shows the same again."""
    at, run = desk(), str(flow_run.id)
    try:
        with at.store.write() as session:
            question = asked_by(session, at.office, Topic.DOCUMENT, run)
            if question is None:
                question = open_document(session, at.office, case, run=run, now=now())
            return Found(document_case(session, at.office, question))
    except OfficeError as problem:
        return Found(refused=str(problem))


def document_form(case: DocumentCase) -> type[RunInput]:
    """What stands in the paper and who enters it; only the scan where that alone is lacking."""
    fields: dict[str, Any] = {
        "official": who(case.officials, "Кто вписывает", "Не тот, кто подписал документ.")
    }
    if case.brings:
        fields["scan"] = words(1, "Имя файла скана", _SCAN_HINT)
        return form("Скан", fields, _page(case))
    signers = [title for _, title in case.signers]
    fields |= {
        "signer": choice(signers, 1, "Кто подписал", "Полномочия — на дату документа."),
        "verdict": choice(
            [REFUSE, BLOCK, BLOCK_FOR_EVER],
            2,
            "Решение",
            "Как в документе. Бессрочно можно только документом.",
        ),
        "days": days(
            3, case.case.default_days, case.case.most_days, "Нужно, только если есть срок."
        ),
        "number": must(4, "Номер документа", "Как в бумаге, например 12-р.", least=1),
        "dated": must(5, "Дата документа", "Например, 25.11.2026; не раньше дела."),
        "reason": must(6, "Причина", "Как в документе; останется в деле и в письме всем."),
        "scan": words(7, "Имя файла скана", f"{_SCAN_HINT} Пусто: скан не приложен."),
    }
    return form("Документ", fields, _page(case))


@task(name="Записать документ", task_run_name="Записать документ", cache_policy=NO_CACHE)
def write_document(case: DocumentCase, answer: Any) -> Written:
    """What the form says; a decision's block and letters are in the ledger with it."""
    at, by = desk(), key_of(case.officials, answer.official)
    scan, lacks = None, "скан не приложен"
    try:
        scan = read_scan(at.office, organisation_file().parent, answer.scan)
    except OfficeError as problem:
        if case.brings:
            return Written("", str(problem))
        # The signed paper counts without its scan, too: for a file's name it is not lost.
        get_run_logger().warning(str(problem))
        lacks = f"скан не приложен, его нужно принести ({problem.happened.rstrip('.')})"
    said: Paper | Scan | None = scan
    if not case.brings:
        dated = day_of(answer.dated)
        if dated is None:
            return Written(
                "", f"«{answer.dated}» — не дата; нужно, например, 25.11.2026. {NOT_DONE}"
            )
        said = Paper(_said(case, answer), " ".join(answer.number.split()), dated, by, scan)
    with at.store.write() as session:
        refused = answer_document(session, at.office, case, said, by=by, now=now())
    if case.brings:
        return Written("скан приложен", refused)
    return Written(str(answer.verdict) if scan else f"{answer.verdict}, {lacks}", refused)


def _said(case: DocumentCase, answer: Any) -> Said:
    blocks = answer.verdict != REFUSE
    return Said(
        official=key_of(case.signers, answer.signer),
        verdict=DecisionVerdict.BLOCK if blocks else DecisionVerdict.REFUSE,
        days=answer.days if answer.verdict == BLOCK else None,
        reason=" ".join(answer.reason.split()),
    )


def _page(case: DocumentCase) -> str:
    about = (
        f"Дело № {case.case.proposal_id} открыто {minute(case.case.opened_at)}. Автор"
        f" **{cell(case.case.author)}**, страница {cell(case.case.page)}, нарушений:"
        f" {len(case.case.violations)}."
    )
    if case.brings:
        return f"{about}\n\nРешение записано по документу {cell(case.brings)}. Не хватает скана."
    return (
        f"{about}\n\nВписывается подписанный документ Главы или заместителя. Код не нужен: письмо о"
        " решении сразу получат все, кто вправе решать, и до начала блокировки её можно остановить."
    )
