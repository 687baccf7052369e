"""A person's word on a post that has no source on the site: what it is, and who says so (3.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from gospablik.errors import OfficeError
from gospablik.networks import addresses
from gospablik.organisation import Organisation, Page
from gospablik.publishing.reposts import SHORTEST_REASON, choose_decider, decider
from gospablik.reconciliation.target import PostAt, post_at
from gospablik.store.tables import Compared, Origin, OriginKind, Post, SeenPost


class Rubric(StrEnum):
    """What an own material is; the value is what people read."""

    GREETING = "приветствие или поздравление"
    SURVEY = "опрос"
    CONDOLENCE = "соболезнование"
    OTHER = "другое"


@dataclass(frozen=True, slots=True)
class Word:
    """What is said of a post. `rubric`: of an own material; `source`: a repost's source, its key;
    `who`: the official's title, as the form shows it.
    """

    kind: OriginKind
    rubric: str
    source: str
    reason: str
    who: str


def name_post(
    session: Session,
    office: Organisation,
    pages: Sequence[Page],
    address: str,
    *,
    word: Word,
    now: datetime,
) -> Origin:
    """Keep the word; the newest counts. Raises OfficeError, and then nothing is kept."""
    official = decider(office, word.who, now)
    if official is None:
        raise _refusal(
            "Не выбрано, кто говорит, или полномочия этого лица сегодня не действуют.",
            choose_decider(office, now),
        )
    reason = " ".join(word.reason.split())
    if len(reason) < SHORTEST_REASON:
        raise _refusal("Не сказано, почему пост на странице.", "напишите причину одной фразой.")
    source = _source(office, word)
    post = _post(session, office, pages, address)
    origin = Origin(
        organisation=office.key,
        page=post.page.key,
        network_id=post.network_id,
        kind=word.kind,
        rubric=word.rubric if word.kind is OriginKind.OWN else "",
        source=source,
        reason=reason,
        official=official.key,
        said_at=now,
    )
    session.add(origin)
    session.flush()
    return origin


def _source(office: Organisation, word: Word) -> str:
    if word.kind is not OriginKind.REPOST:
        return ""
    keys = [source.key for source in office.source]
    if word.source not in keys:
        named = ", ".join(keys) or "ни одного"
        raise _refusal(
            f"Источника «{word.source[:40]}» нет в organisation.toml.",
            f"выберите ключ одного из [[source]]: {named}. Других материалов пункт 3.2 повторять"
            " не разрешает.",
        )
    return word.source


def _post(session: Session, office: Organisation, pages: Sequence[Page], address: str) -> PostAt:
    post = post_at(session, office, pages, address)
    if post is None:
        homes = ", ".join(addresses.home(page) for page in pages)
        raise _refusal(
            f"Адрес «{address.strip()[:200]}» не ведёт на пост ни одной из наших страниц.",
            f"откройте сам пост и скопируйте адрес из строки браузера. Наши страницы: {homes}.",
        )
    mine = {"organisation": office.key, "page": post.page.key}
    if session.scalar(select(exists().where(*_same(Post, mine, post.network_id)))):
        raise _refusal(
            "Этот пост сделан программой из новости сайта: его происхождение известно.",
            "если он расходится с сайтом, посмотрите «Сверку с сайтом».",
        )
    if not _seen(session, mine, post.network_id):
        raise _refusal(
            f"Поста {post.network_id} программа на странице «{post.page.name}» ещё не видела.",
            "запустите «Сверку с сайтом», затем повторите; если поста нет и там, проверьте адрес.",
        )
    return post


def _seen(session: Session, mine: dict[str, str], number: str) -> bool:
    compared = exists().where(
        Compared.organisation == mine["organisation"],
        Compared.page == mine["page"],
        Compared.subject == f"post:{number}",
    )
    seen = exists().where(*_same(SeenPost, mine, number))
    return bool(session.scalar(select(compared | seen)))


def _same(
    table: type[Post] | type[SeenPost], mine: dict[str, str], number: str
) -> list[ColumnElement[bool]]:
    return [
        table.organisation == mine["organisation"],
        table.page == mine["page"],
        table.network_id == number,
    ]


def _refusal(happened: str, next_step: str) -> OfficeError:
    return OfficeError(happened, not_done="слово о посте не записано.", next_step=next_step)
