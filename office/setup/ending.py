"""The end of the dialogue: what is written, what still lacks, and what to do now."""

from collections.abc import Iterator
from pathlib import Path

from gospablik.organisation import Organisation
from gospablik.organisation_errors import explain
from gospablik.page import NETWORK_NAMES
from office.key_file import KeyFile
from office.key_variables import REQUIRED, variable
from office.missing import missing_in_file
from office.setup import mail
from office.setup.dialogue import Dialogue
from office.setup.inbox import IMAP_PASSWORD
from office.setup.schedules import set_zone
from office.setup.toml_file import problems_of, write

_WORDS = {
    ("organisation", "key"): "короткое имя организации латиницей",
    ("organisation", "name"): "полное название организации",
    ("organisation", "short_name"): "короткое название организации",
    ("organisation", "time_zone"): "часовой пояс",
    ("site",): "адрес официального сайта",
    ("mail", "sender"): "адрес, с которого уходят письма",
    ("mail", "duty"): "адрес, на который писать о неполадках",
    ("page",): "хотя бы одна страница в социальной сети",
}


def end(on: Dialogue, path: Path, state: Path) -> int:
    """Write what loads, say what lacks. 0: `./run up` will begin to work; 1: it will not."""
    for name in ("holidays", "page"):
        on.answers.rows(name)
    lacking = list(_unanswered(on))
    if lacking:
        on.answers.keep()
        on.terminal.say("", "Файл organisation.toml не записан: без этого он не годится.")
        _list(on, "Не хватает:", lacking)
        _list(on, "Не проверено:", list(on.answers.unchecked.values()))
        on.terminal.say(
            "Отвеченное сохранено. Теперь: узнайте недостающее и запустите ./run setup ещё раз."
        )
        return 1
    kept = write(path, on.answers.tree, on.now)
    KeyFile(state).write(on.answers.secrets)
    on.terminal.say("", f"Записано: {path}.")
    if kept:
        on.terminal.say(f"Прежний файл: {kept}.")
    office = Organisation.model_validate(on.answers.tree)
    if set_zone(on.root / "prefect.yaml", office.organisation.time_zone):
        on.terminal.say(f"В prefect.yaml расписания переведены в пояс {office.zone.key}.")
    on.answers.forget()
    unchecked = list(on.answers.unchecked.values())
    lacking = [*missing_in_file(office, on.now), *_keys(on, office, state)]
    _list(on, "Не проверено:", unchecked)
    _list(on, "Ещё не хватает:", lacking)
    if lacking:
        on.terminal.say("Когда узнаете, запустите ./run setup ещё раз: отвеченное он помнит.")
        return 1
    on.terminal.say("Всё есть. Теперь: ./run up")
    return 0


_OF_PAGE = {
    "group_id": "номер",
    "chat_id": "номер",
    "name": "название",
    "official_wording": "слова о том, что она официальная",
    "since": "с какого дня публиковать",
}


def _of_page(on: Dialogue, place: tuple[str, ...]) -> str | None:
    """What a page lacks, in words; the place: page, its number from 0, network, field."""
    if place[:1] != ("page",) or len(place) != 4 or place[3] not in _OF_PAGE:
        return None
    return f"страница {on.answers.rows('page')[int(place[1])]['key']}: {_OF_PAGE[place[3]]}"


def _list(on: Dialogue, head: str, lines: list[str]) -> None:
    if lines:
        on.terminal.say(head, *(f"  - {line}" for line in lines))


def _unanswered(on: Dialogue) -> Iterator[str]:
    """What keeps the file from loading: unanswered questions by their words, the rest as it is."""
    problem = problems_of(on.answers.tree)
    if problem is None:
        return
    for error, line in zip(problem.errors(), explain(problem), strict=True):
        place = tuple(str(part) for part in error["loc"])
        words = _WORDS.get(place) or _of_page(on, place)
        if place in {(name,) for name in ("organisation", "mail")}:  # the whole section lacks
            yield from (words for known, words in _WORDS.items() if known[0] == place[0])
        elif words and (error["type"] in ("missing", "too_short") or place == ("site",)):
            yield words
        else:
            yield line.removeprefix("- ")


def _keys(on: Dialogue, office: Organisation, state: Path) -> Iterator[str]:
    """Keys and passwords that nobody gave here; Prefect may hold them from an earlier start."""
    held = (
        " (если его уже хранит Prefect, ./run up это увидит)"
        if (state / "prefect").exists()
        else ""
    )
    for page in office.page:
        if not all(
            on.answers.secrets.get(variable(page, field)) for field in REQUIRED[page.network]
        ):
            yield f"ключ страницы «{page.name}» ({NETWORK_NAMES[page.network]}){held}"
    if not on.answers.secrets.get(mail.HOST):
        yield f"сервер исходящей почты{held}"
    if office.mail.inbox and not on.answers.secrets.get(IMAP_PASSWORD):
        yield f"пароль почтового ящика ответов{held}"
