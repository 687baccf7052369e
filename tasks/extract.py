"""An extract made for whoever asked by law (clauses 4.2 and 4.3)."""

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.control.extract.journal import Given, journal
from gospablik.control.extract.make import KEPT, Made, make_extract
from gospablik.control.extract.whole import Request
from gospablik.errors import OfficeError
from gospablik.templates import minute, plural
from tasks.decisions import Written
from tasks.desk import desk
from tasks.markdown import cell, table
from tasks.officials import chosen

ONE, ALL = "только этот комментарий", "всё об авторе этого комментария"


@task(name="Сделать выписку", task_run_name="Сделать выписку", cache_policy=NO_CACHE)
def write_extract(what: str, about: str, reason: str, who: str) -> Written:
    """The folder and the ZIP on the server; an artifact says where, and lists all extracts."""
    at = desk()
    key = chosen(who)
    if not key:
        return Written(
            "",
            "не выбрано, кто делает выписку. Не сделано: ничего не выдано. Что делать: заполните"
            " форму запуска (Custom run).",
        )
    request = Request(what, about == ALL, key, reason)
    try:
        made = make_extract(at.store, at.office, request, at.state, now())
    except OfficeError as problem:
        return Written("", str(problem))
    create_markdown_artifact(
        markdown=_page(made), key="vypiska", description=f"Выписка № {made.number}"
    )
    comments = plural(made.comments, "комментарий", "комментария", "комментариев")
    return Written(f"№ {made.number}, {comments}")


def _page(made: Made) -> str:
    until = desk().office.local(now() + KEPT)
    parts = [
        f"# Выписка № {made.number}",
        f"Лежит на сервере до {minute(until)}: папка `{made.folder}`, она же одним"
        f" файлом `{made.packed.name}` рядом.",
        f"SHA-256 файла: `{made.digest}`. Назовите эту сумму в сопроводительном письме: по ней"
        " получатель увидит, что файл тот же.",
        "Внутри: `vypiska.pdf` для чтения, `KAK-PROVERIT.txt` и `proverka.py` для проверки без"
        " нашей программы. В выписке слова и имя жителя: передавайте её только тому, кто вправе"
        " её получить (152-ФЗ).",
    ]
    if made.left_out:
        parts.append(f"**Старые комментарии автора не вошли: {made.left_out}.**")
    return "\n\n".join([*parts, *_journal()])


def _journal() -> list[str]:
    """All extracts, newest first, or as many as a page holds."""
    with desk().store.read() as session:
        given, total = journal(session, desk().office)
    shown = f" Показаны последние {len(given)} из {total}." if total > len(given) else ""
    heads = ["№", "Когда и кто", "Для кого и почему", "О чём", "SHA-256 файла"]
    return [
        f"## Журнал выписок\n\nКому выданы слова жителей.{shown}",
        table(heads, [_row(one) for one in given]),
    ]


def _row(one: Given) -> list[str]:
    about = "всё об авторе комментария" if one.whole_author else "комментарий"
    return [
        str(one.number),
        f"{minute(one.made_at)}, {cell(one.made_by)}",
        cell(one.reason),
        f"{about} {cell(one.comment)}, {cell(one.page)}",
        f"`{one.digest}`" if one.digest else "не записана на диск, никому не выдана",
    ]
