"""Others' materials on our pages: decided by a named official, carried out by the ledger (3.2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.errors import CouldNotRead, OfficeError
from gospablik.ledger.carry import Carried
from gospablik.publishing.reposts import (
    Ordered,
    Wish,
    check_reason,
    decided_by,
    deciders,
    order,
)
from gospablik.publishing.retelling import Words
from gospablik.publishing.sources import Material, material_at, refusal, source_at
from gospablik.site import read_article
from tasks.desk import desk
from tasks.officials import offered
from tasks.repost_words import repost_page, repost_words


@dataclass(frozen=True, slots=True)
class Decided:
    """What was entered, page by page.

    `refused`: why nothing was; `unread`: why the source could not be read, so nothing was either.
    """

    wish: Wish | None = None
    pages: tuple[Ordered, ...] = ()
    refused: str | None = None
    unread: str | None = None


def decider_choices() -> list[str]:
    """Who may decide today; the form of a run by hand offers them."""
    return offered(deciders)


@task(
    name="Записать решение о репосте",
    task_run_name="Записать решение о репосте",
    cache_policy=NO_CACHE,
)
def decide_repost(page: str, address: str, reason: str, who: str, words: str) -> Decided:
    """Check the wish against clause 3.2, read the article if it has to be retold, enter it."""
    at = desk()
    try:
        pages = at.pages(page)
        material = material_at(at.office, address)
        why, official = check_reason(reason), decided_by(at.office, who, now())
        own = words.strip()
        said = Words(own) if own else None
        if said is None and material.network is None:
            said = _article(material)
        wish = Wish(material, why, official, said)
        with at.store.write() as session:
            ordered = order(session, at.office, pages, wish, now())
    except CouldNotRead as problem:
        return Decided(unread=f"{problem} Или напишите пересказ в поле «Свои слова».")
    except OfficeError as problem:
        return Decided(refused=str(problem))
    return Decided(wish, tuple(ordered))


@task(name="Показать репосты", task_run_name="Показать репосты", cache_policy=NO_CACHE)
def show_reposts(decided: Decided, carried: Sequence[Carried]) -> str:
    """An artifact: what was decided, what became of it; returns words for the run's name."""
    if decided.wish is None:
        return "ничего не записано"
    create_markdown_artifact(
        markdown=repost_page(desk(), decided.wish, decided.pages, carried),
        key="reposty",
        description="Что повторено из чужих материалов, почему и кто решил (п. 3.2)",
    )
    return repost_words(decided.pages, carried)


def _article(material: Material) -> Words:
    """The article's headline and text. Raises CouldNotRead, or OfficeError if it is another's."""
    at = desk()
    article = read_article(material.link, at.http, contact=at.office.mail.duty)
    if source_at(at.office, article.address) != material.source:
        raise refusal(
            f"Адрес {material.link} ведёт на {article.address}, а это не источник"
            f" «{material.source.name}».",
            "проверьте статью и укажите её настоящий адрес.",
        )
    if not article.title:
        raise refusal(
            f"На странице {material.link} нет заголовка.", "напишите пересказ в поле «Свои слова»."
        )
    return Words(article.text, article.title)
