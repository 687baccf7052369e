"""A broken chain of proofs is written of to the head of the IT department, too (clause 4.2)."""

from gospablik.control.alarm_causes import Cause
from gospablik.control.standing import Look

LEFT_UNDONE = "Не сделано: по нарушенным записям ничего не удаляется, остальное идёт своим чередом."
TODO = (
    "Что делать: сохраните копию базы, ничего в ней не исправляйте и сообщите начальнику отдела ИТ."
)


def chain_look(broken: str | None) -> Look:
    """`broken`: the first bad row in words, None if every row was verified and holds. Pure."""
    text = "\n\n".join(
        [
            f"Записи об удалениях не сходятся со своими печатями. Первая плохая: {broken}.",
            LEFT_UNDONE,
            f"{TODO} Подробнее: отчёт «Журнал доказательств» (Prefect, раздел Artifacts). Когда"
            " «Проверка журнала» пройдёт, придёт отбой.",
        ]
    )
    return Look(
        cause=Cause.CHAIN,
        subject="chain",
        wrong=broken is not None,
        words=f"нарушен: {broken}" if broken else "все записи сходятся",
        headline="Журнал доказательств нарушен",
        text=text,
        over="Все записи журнала доказательств снова сходятся.",
    )
