"""Where a comment has gone, shown to whoever asked (clause 4.2)."""

import re

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from gospablik.moderation.fate import Fate, Fates, fates
from gospablik.templates import plural
from tasks.desk import desk
from tasks.markdown import anchor, cell

_SEAL = re.compile(r"\b[0-9a-f]{64}\b")


@task(name="Найти комментарий", task_run_name="Найти комментарий", cache_policy=NO_CACHE)
def find_comment(named: str) -> str:
    """An artifact with all that is known of the comments meant; returns the gist in a few words."""
    if not named.strip():
        return "не сказано, что искать"
    at = desk()
    with at.store.read() as session:
        found = fates(session, at.office, named)
    create_markdown_artifact(
        markdown=_page(found), key="kuda-delsya", description="Куда делся комментарий"
    )
    if found.unread:
        return "не найден: адрес не понят"
    if not found.found:
        return "здесь такого не видели"
    known = plural(len(found.found) + found.more, "комментарий", "комментария", "комментариев")
    if len(found.found) == 1:
        return f"{known}: {found.found[0].what}"
    return known


def _page(found: Fates) -> str:
    parts = ["# Куда делся комментарий"]
    if found.unread:
        parts.append(
            f"**Не найден: {cell(found.unread.why, 1000)}.** Комментариев, автор или слова которых"
            f" таковы, тоже нет. Что делать: {cell(found.unread.todo, 1000)}"
        )
    elif not found.found:
        looked = plural(found.looked, "комментария", "комментариев", "комментариев")
        parts.append(
            f"**Такого комментария программа не видела** (среди {looked}, которые она хранит)."
            " Он мог быть написан до её установки или на странице, которую она не ведёт; исчезнуть"
            " прежде ближайшего сбора; быть стёрт по сроку хранения. Где комментарии читались не"
            " полностью, говорит артефакт «polnota»."
        )
    parts += [_one(one) for one in found.found]
    if found.more:
        parts.append(f"Подходит ещё {found.more}: уточните адрес, имя или слова.")
    return "\n\n".join(parts)


def _one(one: Fate) -> str:
    link = f", {anchor('открыть на странице', one.link)}" if one.link else ""
    head = (
        f"## {one.what[:1].upper()}{one.what[1:]}: {cell(one.author, 80)},"
        f" {one.written_at:%d.%m.%Y %H:%M}"
    )
    texts = [f"> {cell(text, 2000)}" for text in one.texts] or ["Слова стёрты по сроку хранения."]
    between = ["стало:"] * (len(texts) - 1)
    wordings = [part for pair in zip(["", *between], texts, strict=True) for part in pair if part]
    story = "\n".join(f"- {_line(line)}" for line in one.story)
    number = f", номер в сети {cell(one.number)}"
    return "\n\n".join([head, f"Страница {cell(one.page)}{link}{number}.", *wordings, story])


def _line(story: str) -> str:
    """With the seal as code: narrower, so that it does not stick out of the column."""
    return _SEAL.sub(r"`\g<0>`", cell(story, 1000))
