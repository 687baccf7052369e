"""Parts of the artifact «ochered» beside the queue: mass questions, and what may be missed."""

from sqlalchemy.orm import Session

from gospablik.clock import now
from gospablik.moderation.links import comment_link, page_name, page_of
from gospablik.moderation.mass import LOOK_BACK, MassQuestion, Said, mass_questions
from gospablik.moderation.missed import LEAST, Read, estimate, read_at_random
from gospablik.moderation.sample import acting_pages
from gospablik.organisation import Organisation
from gospablik.page import NETWORK_NAMES
from gospablik.store.comments import Comment
from gospablik.templates import plural
from tasks.markdown import anchor, cell, table

_LINKED = 3
_WHAT_THEY_ARE = (
    "Об одном и том же своими словами спрашивают несколько человек. Это не спам, удалять здесь "
    f"нечего: ответьте всем сразу постом или в комментариях. За последние {LOOK_BACK.days} дней, "
    "со всех страниц."
)


def mass_section(session: Session, office: Organisation) -> list[str]:
    """Markdown: what people ask alike; nothing if they do not."""
    asked = mass_questions(session, office, now())
    if not asked:
        return []
    rows = [_row(session, office, one) for one in asked]
    heads = ["Как звучит", "Кто спрашивает", "Ответ страницы", "Где"]
    return ["## Массовые вопросы", _WHAT_THEY_ARE, table(heads, rows)]


def _row(session: Session, office: Organisation, one: MassQuestion) -> list[str]:
    since = f"с {office.local(one.since):%d.%m %H:%M}"
    return [
        cell(one.example, 300),
        f"{_asking(one)}; {since}",
        _answer(one),
        _places(session, office, one.comments),
    ]


def _asking(one: MassQuestion) -> str:
    comments = plural(len(one.comments), "комментарий", "комментария", "комментариев")
    if not one.people:
        return f"{comments}; кто писал, сеть не показывает"
    people = f"**{plural(one.people, 'человек', 'человека', 'человек')}**, {comments}"
    if not one.nameless:
        return people
    return f"{people}, из них без имени автора {one.nameless}: сеть его не показывает"


def _answer(one: MassQuestion) -> str:
    if not one.answered:
        return "**нет**"
    if one.answered == len(one.comments):
        return "есть"
    return f"есть под {one.answered} из {len(one.comments)}"


def _places(session: Session, office: Organisation, comments: tuple[Said, ...]) -> str:
    """Links to the latest few, each with its page."""
    links = []
    for one in comments[: -_LINKED - 1 : -1]:
        address = comment_link(page_of(office, one.page), session.get_one(Comment, one.id))
        at = f"{office.local(one.written_at):%d.%m %H:%M}"
        words = f"{_network(office, one.page)}, {at}"
        links.append(anchor(words, address) if address else cell(words))
    more = len(comments) - len(links)
    return "<br>".join([*links, f"и ещё {more}"] if more else links)


def _network(office: Organisation, page_key: str) -> str:
    """Short, for a narrow column: the network, or the page's name where two are of one network."""
    page = office.page_by_key(page_key)
    alone = sum(other.network == page.network for other in office.page) == 1
    return NETWORK_NAMES[page.network] if alone else page_name(office, page_key)


def missed_section(session: Session, office: Organisation) -> list[str]:
    """Markdown: how many violations the program may miss; nothing where nobody is asked."""
    if not acting_pages(office, now()):
        return []
    size = office.organisation.sample_a_week
    read = read_at_random(session, office, now())
    return ["## Сколько нарушений программа пропускает", missed_words(read, size)]


def missed_words(read: Read, size: int) -> str:
    """The estimate for whoever reads no statistics, or why there is none yet. Plain text."""
    if not size:
        return "Не оценивается: выборка выключена (organisation.toml, sample_a_week = 0)."
    asked = (
        f"Каждый понедельник в форму «Разбор нарушений» попадает до {size} комментариев прошлой "
        "недели, взятых наугад из тех, в которых программа ничего не нашла."
    )
    between = estimate(read.violations, read.read)
    if between is None:
        return f"Ещё не оценено: прочитано наугад {read.read}, нужно не меньше {LEAST}. {asked}"
    found = f"нарушение в {read.violations}" if read.violations else "нарушений нет"
    words = (
        f"Из {read.read} прочитанных наугад за 12 недель {found}: программа, вероятно, пропускает "
        f"{_from_to(between)} на 100 комментариев, о которых молчит."
    )
    of_week = estimate(read.violations, read.read, read.silent)
    if of_week and read.silent:
        words += f" На прошлой неделе таких было {read.silent}: это {_from_to(of_week)}."
    return f"{words} Чем больше прочитано, тем точнее. {asked}"


def _from_to(between: tuple[int, int]) -> str:
    return f"от {between[0]} до {between[1]}" if between[0] else f"не больше {between[1]}"
