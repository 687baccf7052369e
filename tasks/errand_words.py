"""What people read of errands in the Prefect UI: the list, and what waits for suspended pages."""

from gospablik.clock import now
from gospablik.control.figures_actions import open_errands
from gospablik.control.model import OpenEnd, Suspended
from gospablik.control.suspension import suspended, waiting_words
from gospablik.templates import plural
from tasks.desk import Desk, desk
from tasks.markdown import cell, text_block


def errands_page(at: Desk) -> str:
    """The errands that are open now, in Markdown; those of suspended pages are only counted."""
    moment = now()
    with at.store.read() as session:
        errands = open_errands(session, at.office, moment)
        away = suspended(session, at.office, moment)
    parts = ["# Поручения: сделать руками на странице"]
    parts += [_errand(at, errand) for errand in errands]
    if errands:
        parts.append(
            "Сделанное программа увидит сама при следующем чтении страницы, если сеть даёт читать. "
            "Остальное отметьте: задача «Поручения» → Run."
        )
    else:
        parts.append("Открытых поручений нет.")
    parts += [_away(page) for page in away]
    return "\n\n".join(parts)


def errands_away() -> list[str]:
    """What a run says of the errands that it leaves out, empty if there are none."""
    at = desk()
    with at.store.read() as session:
        number = sum(page.errands for page in suspended(session, at.office, now()))
    waiting = plural(number, "поручение", "поручения", "поручений")
    return [f"отложено до возвращения страницы: {waiting}"] if number else []


def _away(page: Suspended) -> str:
    return (
        f"**Страница {cell(page.name)} {cell(page.why)}.** На ней ничего не делайте."
        f" {cell(waiting_words(page)) or 'Поручений для неё нет.'}"
    )


def _errand(at: Desk, errand: OpenEnd) -> str:
    press, _, text = errand.press.partition("\nТекст поручения:\n")
    heading = f"## {cell(errand.what[:1].upper() + errand.what[1:])}"
    link = f"[Открыть на странице]({errand.link})" if errand.link else ""
    since = f"Ждёт с {at.office.local(errand.since):%d.%m.%Y %H:%M}"
    if errand.do_by:
        since += f", сделать до {at.office.local(errand.do_by):%d.%m.%Y %H:%M}"
    since += f". {cell(errand.why)}"
    parts = [heading, since, cell(press), link, text_block(text) if text else ""]
    return "\n\n".join(part for part in parts if part)
