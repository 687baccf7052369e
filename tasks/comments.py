"""Comments: looked through, put before the specialist (clauses 4.1, 4.2)."""

from dataclasses import dataclass

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.moderation.again import note_again, note_back
from gospablik.moderation.aside import Aside, worth_a_look
from gospablik.moderation.detector import detect_new, unexamined
from gospablik.moderation.links import comment_link, page_of
from gospablik.moderation.proof import may_act
from gospablik.moderation.published import Examiner
from gospablik.moderation.queue import Waiting, waiting
from gospablik.moderation.queue_case import by_author
from gospablik.moderation.sample import choose_sample
from gospablik.moderation.spots import quoted_spots
from gospablik.moderation.tuning.in_force import in_force
from gospablik.store.tables import Comment
from tasks.desk import desk
from tasks.highlighted import highlighted
from tasks.markdown import cell, suspended, table
from tasks.picture_parts import picture_paragraphs, wordless_section
from tasks.queue_page import MOST_COMMENTS, queue_page
from tasks.queue_sections import mass_section, missed_section
from tasks.troubles import trouble_parts


@dataclass(frozen=True, slots=True)
class Detected:
    """How many wordings were examined, found again or drawn; what is wrong with the lists."""

    examined: int
    problems: tuple[str, ...] = ()


@task(
    name="Найти, что похоже на нарушение",
    task_run_name="Найти, что похоже на нарушение",
    cache_policy=NO_CACHE,
)
def detect() -> Detected:
    """Examine new wordings, and all of two weeks by a corrected list; draw the week's sample.

    What was removed and stands again is pointed at, too.
    """
    at, examined = desk(), 0
    with at.store.write() as session:
        note_back(session, at.office, now())
    with at.store.read() as session:
        by = in_force(session, at.office)
    while True:
        with at.store.write() as session:
            batch = len(unexamined(session, at.office, by.judge, now()))
            detect_new(session, at.office, by.judge, now())
        examined += batch
        if not batch:
            break
    with at.store.write() as session:
        again = note_again(session, at.office, now())
        drawn = choose_sample(session, at.office, now())
    return Detected(examined + again + drawn, (by.problem,) if by.problem else ())


@task(name="Показать очередь", task_run_name="Показать очередь", cache_policy=NO_CACHE)
def show_queue() -> int:
    """An artifact with the comments that wait for the specialist; returns how many do.

    Those whose form is open already stand there, too. Comments of a watched page stand apart:
    nobody is asked about them; so do those that only read rudely or are in Sakha. Those of a
    suspended page are left out. Then what many ask, and what the detector may miss.
    """
    at = desk()
    with at.store.read() as session:
        queue = waiting(session, at.office, asked=True)
        aside = worth_a_look(session, at.office, now())
        sections = wordless_section(session, at.office) + mass_section(session, at.office)
        sections += missed_section(session, at.office)
        links = {
            item.comment_id: comment_link(
                page_of(at.office, item.page), session.get_one(Comment, item.comment_id)
            )
            for item in aside
        }
    away = at.office.suspended_keys(now())
    queue = [item for item in queue if item.page not in away]
    asked = [item for item in queue if may_act(at.office, item.page)]
    watched = [item for item in queue if not may_act(at.office, item.page)]
    parts = [*trouble_parts(), "# Комментарии, ждущие решения (п. 4.2)"]
    parts.append(_shown(asked) if asked else "Ждущих решения нет.")
    if watched:
        parts += ["## Режим «наблюдение»: специалиста спросили бы", _shown(watched)]
    parts += sections
    aside = [item for item in aside if item.page not in away]
    if aside:
        parts += ["## Посмотрите, когда будет время", _ASIDE, _aside(aside, links)]
    parts += suspended(at.office, now())
    create_markdown_artifact(
        markdown="\n\n".join(parts),
        key="ochered",
        description="Комментарии, ждущие решения специалиста",
    )
    return len(asked)


_ASIDE = (
    "Об этих комментариях никого не спрашивают: нарушают ли они что-нибудь, программа не уверена. "
    "Если житель пишет не то, что в публикации, сначала ответьте ему: он может быть прав."
)


def _shown(queue: list[Waiting]) -> str:
    """In the order in which it is asked; of a flood the first."""
    at = desk()
    with at.store.read() as session:
        eyes = Examiner(session, at.office, in_force(session, at.office).judge, now())
        authors = by_author(session, at.office, queue[:MOST_COMMENTS], eyes)
        pictures = picture_paragraphs(session, [item.version_id for item in queue])
    return queue_page(authors, len(queue), pictures)


def _aside(shown: list[Aside], links: dict[int, str]) -> str:
    rows = [_row(item, links) for item in shown]
    return table(["Комментарий", "Почему показан", "Кто и когда"], rows)


def _row(item: Aside, links: dict[int, str]) -> list[str]:
    at = desk().office.local(item.written_at)
    link = f"[{at:%d.%m %H:%M}]({links[item.comment_id]})"
    words = highlighted(item.text, quoted_spots(item.text, [item.why]), 600)
    return [words, cell(item.why), f"{cell(item.author_name)}, {link}"]
