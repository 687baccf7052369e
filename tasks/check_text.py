"""Any text examined for a person who wants to know why (clause 4.2)."""

from typing import Final, Literal

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.moderation.detection.distress.trouble import distress
from gospablik.moderation.detection.examine import Examined, Judge
from gospablik.moderation.detection.hit import Hit
from gospablik.moderation.published import Examiner
from gospablik.moderation.tuning.effect import Attention, attention
from gospablik.moderation.tuning.in_force import accepted, in_force, judge_of
from gospablik.store.tuning import Tuned
from tasks.desk import desk
from tasks.markdown import cell, table
from tasks.tuning import words_file

BY = Literal["действующие", "words.toml, ещё не принятый"]
IN_FORCE: Final = "действующие"
_SAID = {
    Attention.NONE: "не показали бы",
    Attention.ASIDE: "показали бы без вопроса",
    Attention.ASKED: "спросили бы специалиста",
}
_SURE = ((0.8, "высокая"), (0.5, "средняя"), (0.0, "низкая"))


@task(name="Посмотреть текст", task_run_name="Посмотреть текст", cache_policy=NO_CACHE)
def examine_text(text: str, post: str, by: BY) -> str:
    """An artifact with all that would be said of it; returns the gist in a few words."""
    if not text.strip():
        return "текст пуст, смотреть нечего"
    judge, at = _judge(by), desk()
    with at.store.read() as session:
        found = Examiner(session, at.office, judge, now()).examine(text, post)
    gist = _SAID[attention(found, judge)]
    create_markdown_artifact(
        markdown=_page(text, post, found, gist),
        key="proverka-teksta",
        description="Что программа сказала бы об этом тексте",
    )
    return gist


def _judge(by: BY) -> Judge:
    at = desk()
    with at.store.read() as session:
        if by == IN_FORCE:
            return in_force(session, at.office).judge
        thresholds = accepted(session, at.office, Tuned.THRESHOLDS)
    return judge_of(words_file(), thresholds)


def _page(text: str, post: str, found: Examined, gist: str) -> str:
    parts = ["# Что программа сказала бы об этом тексте", f"> {cell(text, 2000)}"]
    parts.append(f"**Итог: {gist}.** Решает всегда человек.")
    if found.hits:
        heads = ("Что", "Основание (п. 4.2)", "Почему", "Может быть ошибкой", "Уверенность")
        parts.append(table(heads, [_row(hit) for hit in found.hits]))
    else:
        parts.append("Ни одно правило не сработало, грубым текст не выглядит.")
    if found.sakha:
        parts.append("Есть якутские слова: о них программа не судит, текст читает человек.")
    if not post.strip():
        parts.append("С публикацией не сравнивалось: текст поста не указан.")
    trouble = distress(text)
    if trouble:
        parts.append(
            f"**Беда.** {cell(trouble.reason)}. Готовый ответ: {cell(trouble.reply, 1000)}"
        )
    rude = f"{found.rude:.2f}".replace(".", ",")
    parts.append(f"Насколько грубо читается по одним словам, от 0 до 1: {rude}.")
    return "\n\n".join(parts)


def _row(hit: Hit) -> list[str]:
    sure = next(words for least, words in _SURE if hit.weight >= least)
    return [
        f"{hit.kind} ({cell(hit.rule)})",
        hit.ground.words,
        cell(hit.reason),
        cell(hit.doubt) if hit.doubt else "—",
        sure,
    ]
