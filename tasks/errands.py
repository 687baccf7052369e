"""What the network's API does not do for us: a list for people, with links and texts."""

from prefect.artifacts import create_markdown_artifact

from gospablik.control.figures_actions import open_errands
from gospablik.control.model import OpenEnd
from tasks.desk import Desk
from tasks.markdown import cell, text_block


def show_errands(at: Desk) -> None:
    """An artifact with the errands that are open now. Called when one was given or is done."""
    with at.store.read() as session:
        errands = open_errands(session, at.office)
    parts = ["# Поручения: сделать руками на странице"]
    parts += [_errand(at, errand) for errand in errands]
    if errands:
        parts.append(
            "Сделанное программа увидит сама при следующем чтении страницы, если сеть даёт читать. "
            "Остальное отметьте: поток «Поручения» → Run."
        )
    else:
        parts.append("Открытых поручений нет.")
    create_markdown_artifact(
        markdown="\n\n".join(parts),
        key="porucheniya",
        description="Что программа сделать не может: ссылки, тексты, порядок действий",
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
