"""Clause 2.2: the department alone has access, by accounts of the administration. Pure."""

from datetime import datetime

from gospablik.control.addresses import of_page
from gospablik.control.issues import no_pages, stale
from gospablik.control.model import PageWeek, WeekFigures
from gospablik.control.model_status import Status
from gospablik.control.removed import not_in_file
from gospablik.control.verdict import Issue, Item, Level, Verdict, verdict
from gospablik.organisation import Organisation
from gospablik.store.tables import Result
from gospablik.templates import in_quotes, minute

RULE = (
    "Администраторы каждой страницы — из списка отдела, ключ программы — на аккаунте"
    " администрации. Посторонний — отступление. Посторонний, которого уже убрали, ключ на частном"
    " лице или отказ сети в праве — угроза. Сеть не говорит, не указано, чей ключ, или не спрошено"
    " за последние трое суток — не проверено."
)


def access(office: Organisation, figures: WeekFigures) -> Verdict:
    """By the newest passports and the newest probes of rights."""
    issues, fine = no_pages(figures) + not_in_file(figures), []
    for page in figures.pages:
        found = [
            *_administrators(office, figures, page),
            *_holder(office, figures, page),
            *_rights(office, figures, page),
        ]
        issues += found
        if not found:
            at = min(filter(None, (status.at for status in page.access.statuses)))
            words = "администраторы из списка отдела, ключ на аккаунте администрации, отказов нет"
            fine.append(f"{in_quotes(page.name)}: {words}, проверено {_when(office, at)}")
    return verdict("2.2", "доступ есть только у отдела", RULE, issues=issues, fine=fine)


def lost_of_status(page: PageWeek) -> list[Issue]:
    """Clause 3.5: lost rights to see what the page says of itself, or to put it back."""
    lost = [right.words for right in page.access.lost if right.of_status]
    if not lost:
        return []
    words = f"{in_quotes(page.name)}: сеть отказывает в праве: {'; '.join(lost)}"
    todo = "Верните ключу право; до тех пор смотрите и правьте описание страницы вручную."
    return [Issue(Level.AT_RISK, words, todo)]


def _administrators(office: Organisation, figures: WeekFigures, page: PageWeek) -> list[Issue]:
    said, name = page.access.administrators, in_quotes(page.name)
    if said.result is Result.BAD:
        words = f"{name}: администратор {said.words} (проверено {_when(office, said.at)})"
        todo = "Снимите постороннего на странице; если его назначил отдел, впишите его в список."
        return [of_page(office, page.key, Issue(Level.BROKEN, words, todo))]
    if _unsure(said, figures):
        words = f"{name}: администраторы: {_doubt(office, said)}"
        if said.was_bad:
            words += "; за неделю среди них был посторонний"
        todo = "Откройте список администраторов страницы и сравните со списком отдела."
        if not office.page_by_key(page.key).administrators:
            todo += " Список впишите в organisation.toml (administrators)."
        return [of_page(office, page.key, Issue(Level.NOT_CHECKED, words, todo))]
    if said.was_bad:
        words = f"{name}: за неделю среди администраторов был посторонний, {_when(office, said.at)}"
        todo = "Выясните, кто его назначил, и смените пароли."
        return [Issue(Level.AT_RISK, f"{words} его уже нет", todo)]
    return []


def _holder(office: Organisation, figures: WeekFigures, page: PageWeek) -> list[Issue]:
    said, name = page.access.holder, in_quotes(page.name)
    if said.result is Result.BAD:
        todo = (
            "Получите ключ на аккаунт администрации и замените его в Prefect (Blocks): прежний"
            " уйдёт вместе с человеком."
        )
        return [Issue(Level.AT_RISK, f"{name}: ключ программы: {said.words}", todo)]
    if _unsure(said, figures):
        todo = "Заполните в блоке страницы (Prefect, Blocks), чей ключ и чья учётная запись."
        words = f"{name}: ключ программы: {_doubt(office, said)}"
        return [Issue(Level.NOT_CHECKED, words, todo)]
    return []


def _rights(office: Organisation, figures: WeekFigures, page: PageWeek) -> list[Issue]:
    asked, lost, name = page.access.asked, page.access.lost, in_quotes(page.name)
    found = []
    if lost:
        words = f"{name}: сеть отказывает в правах: {len(lost)}"
        items = tuple(Item(f"{name}, {right.words}") for right in lost)
        todo = "Верните ключу право или замените ключ в Prefect (Blocks)."
        found.append(Issue(Level.AT_RISK, words, todo, items))
    if _unsure(asked, figures):
        words = f"{name}: права ключей: {_doubt(office, asked)}"
        todo = "Устраните причину и запустите «Проверка прав»."
        found.append(Issue(Level.NOT_CHECKED, words, todo))
    return found


def _unsure(said: Status, figures: WeekFigures) -> bool:
    return said.result is Result.NOT_CHECKED or stale(said.at, figures)


def _doubt(office: Organisation, said: Status) -> str:
    if said.result is Result.GOOD:
        return f"давно не проверяли, последний раз {_when(office, said.at)}"
    words = said.words.partition(" Не сделано:")[0].rstrip(".")
    return words + (f" ({_when(office, said.at)})" if said.at else "")


def _when(office: Organisation, moment: datetime | None) -> str:
    return minute(office.local(moment)) if moment else ""
