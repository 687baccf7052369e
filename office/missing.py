"""What `./run up` needs before it starts, as a list that a person can work off."""

import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from gospablik.errors import OfficeError
from gospablik.organisation import Organisation
from gospablik.page import NETWORK_NAMES, OkEntry, VkEntry
from gospablik.regulation import Office
from gospablik.working_time import require_holiday_lists
from office.api import Api
from office.key_variables import NAMES, REQUIRED, asked_for, variable

EXAMPLE_MAIL = "@example.ru"
EXAMPLE_NUMBERS = {1, -1}
EXAMPLE_HOST = "example.sakha.gov.ru"
EXAMPLE_FEED = f"https://{EXAMPLE_HOST}/news/rss"


def missing_in_file(office: Organisation, now: datetime) -> list[str]:
    """What organisation.toml lacks for the regulation to be kept, in Russian; empty if nothing."""
    return [*_people(office, now), *_holidays(office, now), *_examples(office)]


def _people(office: Organisation, now: datetime) -> Iterator[str]:
    for offices, why in (
        ((Office.HEAD, Office.DEPUTY), "решать о блокировке (п. 4.3)"),
        ((Office.SPECIALIST, Office.IT_HEAD), "разбирать комментарии (п. 4.2)"),
        ((Office.IT_HEAD,), "получать контрольный отчёт (п. 5.2)"),
    ):
        if not office.acting(now, *offices):
            names = " или ".join(f"«{one.value}»" for one in offices)
            yield f"нет действующего [[official]] с должностью {names}: некому {why}"


def _holidays(office: Organisation, now: datetime) -> Iterator[str]:
    try:
        require_holiday_lists(office, now)
    except OfficeError as problem:
        yield f"{problem.happened} {problem.next_step}"


def _examples(office: Organisation) -> Iterator[str]:
    """What was copied from the example: letters and posts would go to a stranger."""
    given = [office.mail.sender, office.mail.duty, *(one.mail for one in office.official)]
    for address in dict.fromkeys(given):
        if address.endswith(EXAMPLE_MAIL):
            yield f"адрес {address} остался от примера: впишите настоящий"
    if office.site.feed == EXAMPLE_FEED:
        yield "feed в [site] остался от примера: впишите ленту своего сайта"
    elif EXAMPLE_HOST in office.site.hosts:
        yield f"в [site] остался адрес {EXAMPLE_HOST} от примера: впишите адрес своего сайта"
    for page in office.page:
        field = "group_id" if isinstance(page, VkEntry | OkEntry) else "chat_id"
        if getattr(page, field) in EXAMPLE_NUMBERS:
            yield f"{field} страницы «{page.name}» остался от примера: впишите её номер"


def blocks_from_environment(
    office: Organisation, environment: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Keys given in the environment, in the shape that `office.blocks` saves.

    Those of the pages are named in `office.key_variables`; `GOSPABLIK_SMTP_HOST`, `…_PORT`,
    `…_LOGIN`, `…_PASSWORD`, `…_STARTTLS` (да or нет); `GOSPABLIK_IMAP_PASSWORD`. They are
    needed once: afterwards they lie in Prefect's blocks.
    """
    given = os.environ if environment is None else environment
    blocks: dict[str, Any] = {}
    for page in office.page:
        keys = {
            field: given[variable(page, field)]
            for field in NAMES[page.network]
            if given.get(variable(page, field))
        }
        if keys:
            blocks.setdefault("pages", {})[page.key] = {"network": page.network, **keys}
    if host := given.get("GOSPABLIK_SMTP_HOST"):
        blocks["smtp"] = {
            "host": host,
            "port": _port(given.get("GOSPABLIK_SMTP_PORT", "587")),
            "login": given.get("GOSPABLIK_SMTP_LOGIN", ""),
            "password": given.get("GOSPABLIK_SMTP_PASSWORD", ""),
            "starttls": given.get("GOSPABLIK_SMTP_STARTTLS", "да").strip().lower() != "нет",
        }
    if password := given.get("GOSPABLIK_IMAP_PASSWORD"):
        blocks["imap"] = {"password": password}
    return blocks


def _port(given: str) -> int:
    if given.isdecimal() and 0 < int(given) < 65536:
        return int(given)
    raise OfficeError(
        f"GOSPABLIK_SMTP_PORT: найдено «{given}», а нужно число от 1 до 65535.",
        not_done="ключи не сохранены, программа не начала работать.",
        next_step="исправьте переменную (обычно 587 или 25) и запустите ./run up снова.",
    )


def missing_blocks(office: Organisation, api: Api) -> list[str]:
    """Keys that Prefect's blocks do not hold yet, with the variables that would put them there."""
    lacking = [
        f"ключи страницы «{page.name}» ({NETWORK_NAMES[page.network]}): {asked_for(page)}"
        for page in office.page
        if not _has(
            api,
            f"gospablik-{page.network}",
            f"{page.network}-{page.key}",
            *REQUIRED[page.network],
        )
    ]
    if not _has(api, "gospablik-smtp", "smtp", "host"):
        lacking.append(
            "почтовый сервер: задайте GOSPABLIK_SMTP_HOST, GOSPABLIK_SMTP_PORT, "
            "GOSPABLIK_SMTP_LOGIN, GOSPABLIK_SMTP_PASSWORD"
        )
    if office.mail.inbox and not _has(api, "gospablik-imap", "imap", "password"):
        lacking.append(
            "почтовый ящик [mail.inbox], в который приходят ответы: задайте GOSPABLIK_IMAP_PASSWORD"
        )
    return lacking


def _has(api: Api, kind: str, name: str, *fields: str) -> bool:
    values = block(api, kind, name) or {}
    return all(values.get(field) for field in fields)


def block(api: Api, kind: str, name: str) -> dict[str, Any] | None:
    """The values of a block, secrets included; None if there is no such block."""
    path = f"/block_types/slug/{kind}/block_documents/name/{name}?include_secrets=true"
    document = api.call("GET", path, absent=True)
    return None if document is None else dict(document["data"])


def refuse_if(lacking: list[str]) -> None:
    """Raise OfficeError with the whole list, if there is one."""
    if lacking:
        listed = "\n".join(f"  - {words}" for words in lacking)
        raise OfficeError(
            f"Не хватает:\n{listed}\n",
            not_done="программа не начала работать, ничего не опубликовано и не удалено.",
            next_step="ответьте на недостающее в ./run setup или впишите сами; снова ./run up.",
        )
