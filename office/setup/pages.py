"""The pages: network, keys, number; each is opened on the spot and shown by its own name."""

from functools import partial
from typing import Any

from gospablik.errors import OfficeError
from gospablik.networks.base import PageInfo
from gospablik.page import NETWORK_NAMES
from gospablik.templates import in_quotes
from office.key_variables import NAMES, REQUIRED, variable_of
from office.setup.answers import of
from office.setup.authority import ask_authority
from office.setup.dialogue import Dialogue, Next, web
from office.setup.find_page import number_of, number_of_keys
from office.setup.open_page import opened, refused
from office.setup.page_words import MODELS, ask_words
from office.setup.terminal import Unfit

KEYS = {
    "community_token": "Ключ сообщества (Управление → Работа с API → Ключи доступа)",
    "service_key": "Сервисный ключ (настройки приложения на id.vk.com)",
    "user_token": "Ключ пользователя, если выдан; без него удаляет и блокирует сотрудник",
    "application_key": "Публичный ключ приложения",
    "application_secret": "Секретный ключ приложения; не нужен, если есть секрет сессии",
    "access_token": "Вечный ключ доступа (access_token)",
    "session_secret": "Секрет сессии (session_secret_key)",
    "bot_token": "Ключ бота",
}
WHERE = {
    "vk": "Номер сообщества или его адрес (vk.com/…)",
    "ok": "Номер группы или адрес ok.ru/group/…",
    "telegram": "Номер канала (-100…), адрес t.me/… или @имя",
    "max": "Номер канала, с минусом",
}


def ask_pages(on: Dialogue) -> None:
    """Fill [[page]]: what is there already, then as many more as there are."""
    on.terminal.say("", "— Страницы в социальных сетях —")
    pages = on.answers.rows("page")
    for page in list(pages):
        on.terminal.say("", f"{NETWORK_NAMES[page['network']]}: {page.get('name', page['key'])}")
        _ask_page(on, page, known=True)
    networks = list(NETWORK_NAMES)
    while True:
        words = "Ещё страница? В какой сети?" if pages else "В какой сети страница?"
        chosen = on.terminal.choose(words, list(NETWORK_NAMES.values()))
        if chosen < 0:
            return
        page = {"key": _key(on, networks[chosen]), "network": networks[chosen]}
        pages.append(page)
        _ask_page(on, page, known=False)


def _key(on: Dialogue, network: str) -> str:
    taken = {page["key"] for page in on.answers.rows("page")}
    first = f"{on.answers.table('organisation').get('key', 'page')[:20]}-{network}"
    more = (f"{first}-{count}" for count in range(2, 100))
    return first if first not in taken else next(one for one in more if one not in taken)


def _number_field(page: dict[str, Any]) -> str:
    return "group_id" if page["network"] in ("vk", "ok") else "chat_id"


def _ask_page(on: Dialogue, page: dict[str, Any], *, known: bool) -> None:
    place = f"page-{page['key']}"
    if page["network"] == "max" and "authority" not in page and "api" not in page:
        ask_authority(on, page, "MAX")
    _ask_keys(on, page)
    info: PageInfo | None = None
    while _ask_number(on, page):
        if not has_keys(on, page):
            on.answers.note(place, None)
            break
        seen: list[PageInfo] = []
        wanted = on.tried(
            place, partial(_look, on, page, seen),
            later=f"страница {page['key']} не открылась нашими ключами", ways=(Next.WAY,),
        )  # fmt: skip
        if wanted is Next.WAY:
            on.field(page, "proxy", MODELS[page["network"]], "Адрес посредника", read=web,
                     otherwise="Enter — нет")  # fmt: skip
        elif wanted is Next.AGAIN:
            _ask_keys(on, page)
        elif wanted is Next.LATER:
            break
        elif on.terminal.yes(f"  Это Ваша страница {in_quotes(seen[0].name)}?", default=True):
            info = seen[0]
            break
        else:
            on.answers.put(page, _number_field(page), None)
    if _number_field(page) in page:
        ask_words(on, page, info)
        if info:
            refused(on, page)
    elif on.terminal.yes("  Без номера страница не годится. Убрать её?", default=not known):
        on.answers.rows("page").remove(page)
        on.answers.keep()


def _look(on: Dialogue, page: dict[str, Any], seen: list[PageInfo]) -> None:
    with opened(on, page) as network:
        seen.append(network.page_info())


def has_keys(on: Dialogue, page: dict[str, Any]) -> bool:
    """Whether the keys without which the page cannot be opened were given."""
    return all(
        on.answers.secrets.get(variable_of(page["network"], page["key"], field))
        for field in REQUIRED[page["network"]]
    )


def _ask_keys(on: Dialogue, page: dict[str, Any]) -> None:
    for field in NAMES[page["network"]]:
        name = variable_of(page["network"], page["key"], field)
        on.answers.secret(on.terminal, name, KEYS[field])


def _ask_number(on: Dialogue, page: dict[str, Any]) -> bool:
    field, network = _number_field(page), page["network"]

    def check(words: str) -> int:
        try:
            found = number_of(on, page, words)
        except OfficeError as problem:
            raise Unfit(
                f"{problem.happened.rstrip('.')}; {problem.next_step.rstrip('.')}"
            ) from None
        of(MODELS[network], field)(str(found))
        for other in on.answers.rows("page"):
            if other is not page and other["network"] == network and other.get(field) == found:
                raise Unfit(f"эта страница уже есть в списке: {other['key']}")
        return found

    present = page.get(field) or number_of_keys(on, page)
    on.answers.put(page, field, on.terminal.ask(WHERE[network], check, default=present))
    return field in page
