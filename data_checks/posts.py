"""Before publishing: a post says and shows what the official site does (clauses 3.2, 3.3)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from data_checks.engine import Rule
from data_checks.findings import CheckReport
from data_checks.report import Measure, not_applicable, report_on
from gospablik.clock import require_aware
from gospablik.publishing.own_words import against_site, differing
from gospablik.text import (
    Figure,
    Kind,
    clean,
    comparable,
    figures,
    invented,
    markup,
    without_numbers,
)

GATE = "gate"
"""The suite before publishing: what it does not pass is held back."""
_AT_LEAST_ONE = {"min_value": 1}
_AT_LEAST_ZERO = {"min_value": 0}


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post that is about to be published, and what it was made of.

    `subject` and `page` are keys; `link` leads to the news on the site; `source_text` is what the
    feed gave; `article_text` is the article page (its title included) or None if it could not be
    read. Datetimes are aware; `limit` is the network's and `length` the text's, both
    in the unit that the network counts. `media_problems`: why the news' files cannot go out;
    `file_lines`: what the text says of files that are the news' and not among its words.
    `own_words`: the text is a specialist's, made of all that the site says, not of the feed alone.
    """

    subject: str
    page: str
    text: str
    link: str
    source_title: str
    source_text: str
    article_text: str | None
    published_at: datetime | None
    page_since: datetime
    now: datetime
    limit: int
    length: int
    media_problems: tuple[str, ...] = ()
    file_lines: tuple[str, ...] = ()
    own_words: bool = False

    def __post_init__(self) -> None:
        for moment in (self.published_at, self.page_since, self.now):
            if moment is not None:
                require_aware(moment)


def check_posts(rows: Sequence[PostRow]) -> CheckReport:
    """All rules over all posts; without posts an empty report at once.

    A page that could not be read and a news item without a date give entries in `not_checked`.
    """
    return report_on(_RULES, rows, GATE)


def _text_empty(row: PostRow) -> Measure:
    length = len(clean(row.text))
    return Measure(length, "текст", "пусто")


def _text_limit(row: PostRow) -> Measure:
    return Measure(row.limit - row.length, f"знаков не больше {row.limit}", f"знаков {row.length}")


def _title_missing(row: PostRow) -> Measure:
    title = _title(row)
    if not title:
        return not_applicable("у новости нет заголовка")
    missing = title not in comparable(row.text)
    return Measure(int(missing), f"«{row.source_title}»", "заголовка в посте нет")


def _link_missing(row: PostRow) -> Measure:
    wanted = {figure.value for figure in _links(row.link)}
    if not wanted:
        return not_applicable("у новости нет ссылки на сайт")
    seen = _links(row.text)
    missing = wanted.isdisjoint(figure.value for figure in seen)
    return Measure(int(missing), row.link, _list(seen, row.text) or "ссылок нет")


def _figure_invented(row: PostRow) -> Measure:
    words = f"{row.source_text}\n\n{row.article_text or ''}" if row.own_words else row.source_text
    extra = invented(row.text, _known(row, words))
    return Measure(len(extra), "только то, что есть в новости", _list(extra, row.text))


def _facts_differ(row: PostRow) -> Measure:
    if not row.own_words:
        return Measure(0)  # the site's own words
    found = against_site(
        row.text,
        title=row.source_title,
        words=row.source_text,
        article=row.article_text,
        link=row.link,
        lines=row.file_lines,
    )
    if found.why:
        return not_applicable(found.why.rstrip("."))
    return Measure(len(found.differences), "то, что на сайте", "; ".join(differing(found)[:5]))


def _page_title(row: PostRow) -> Measure:
    if row.article_text is None:
        return not_applicable("страница новости не прочитана")
    if not _title(row):
        return not_applicable("у новости нет заголовка")
    missing = _title(row) not in comparable(row.article_text)
    return Measure(int(missing), f"«{row.source_title}»", "заголовка на странице нет")


def _page_figures(row: PostRow) -> Measure:
    if row.article_text is None:
        return not_applicable("страница новости не прочитана")
    # The numbers of a list stand in no words of the page: there the browser puts them.
    text = without_numbers(row.text)
    extra = invented(text, _known(row, row.article_text))
    return Measure(len(extra), "только то, что есть на странице", _list(extra, text))


def _too_old(row: PostRow) -> Measure:
    if row.published_at is None:
        return not_applicable("у новости нет даты")
    seconds = (row.published_at - row.page_since).total_seconds()
    return Measure(seconds, f"не раньше {row.page_since:%d.%m.%Y %H:%M %Z}", _moment(row))


def _in_future(row: PostRow) -> Measure:
    if row.published_at is None:
        return not_applicable("у новости нет даты")
    seconds = (row.now - row.published_at).total_seconds()
    return Measure(seconds, f"не позже {row.now:%d.%m.%Y %H:%M %Z}", _moment(row))


def _markup_left(row: PostRow) -> Measure:
    seen = markup(row.text)
    return Measure(len(seen), "обычный текст", ", ".join(seen[:5]))


def _media_lost(row: PostRow) -> Measure:
    problems = " ".join(row.media_problems).rstrip(".")
    return Measure(len(row.media_problems), "картинка или файл, которые возьмёт сеть", problems)


def _doubled(row: PostRow) -> Measure:
    # The same news on two pages is what pages are for; twice on one page is not.
    return Measure(f"{row.page}\n{row.subject}", "один пост о новости на странице", "повторяется")


def _known(row: PostRow, words: str) -> str:
    return "\n\n".join([row.source_title, words, row.link, *row.file_lines])


def _title(row: PostRow) -> str:
    return comparable(row.source_title).rstrip(" .")


def _links(text: str) -> list[Figure]:
    return [figure for figure in figures(text) if figure.kind is Kind.LINK]


def _list(seen: Sequence[Figure], text: str) -> str:
    """As the text has them: «дата «29 ноября»; время «11:00»»."""
    return "; ".join(f"{figure.kind.value} «{text[slice(*figure.span)]}»" for figure in seen[:5])


def _moment(row: PostRow) -> str:
    return f"{row.published_at:%d.%m.%Y %H:%M %Z}" if row.published_at else ""


_RULES: list[tuple[Rule, Callable[[PostRow], Measure]]] = [
    (
        Rule(
            "post-text",
            "critical",
            "В посте должен быть текст (п. 3.2).",
            "ExpectNoLess",
            _AT_LEAST_ONE,
        ),
        _text_empty,
    ),
    (
        Rule(
            "post-limit",
            "critical",
            "Пост должен помещаться в предел сети, иначе она обрежет его (п. 3.2).",
            "ExpectNoLess",
            _AT_LEAST_ZERO,
        ),
        _text_limit,
    ),
    (
        Rule("post-title", "critical", "В посте должен быть заголовок новости (п. 3.2)."),
        _title_missing,
    ),
    (
        Rule("post-link", "critical", "В посте должна быть ссылка на новость сайта (п. 3.2)."),
        _link_missing,
    ),
    (
        Rule(
            "post-figures",
            "critical",
            "В посте не должно быть чисел, дат и ссылок, которых нет в новости (п. 3.2).",
        ),
        _figure_invented,
    ),
    (
        Rule(
            "post-facts",
            "critical",
            "Исправленный текст должен говорить то же, что сайт (п. 3.2).",
        ),
        _facts_differ,
    ),
    (
        Rule("page-title", "warning", "Заголовок новости должен быть на её странице (п. 3.2)."),
        _page_title,
    ),
    (
        Rule(
            "page-figures",
            "critical",
            "Числа, даты и ссылки поста должны быть на странице новости (п. 3.2).",
        ),
        _page_figures,
    ),
    (
        Rule(
            "post-since",
            "critical",
            "Публикуется новость не старше первого дня работы страницы (п. 3.2).",
            "ExpectNoLess",
            _AT_LEAST_ZERO,
        ),
        _too_old,
    ),
    (
        Rule(
            "post-future",
            "critical",
            "Новость не может быть датирована будущим (п. 3.2).",
            "ExpectNoLess",
            _AT_LEAST_ZERO,
        ),
        _in_future,
    ),
    (
        Rule("post-markup", "critical", "В посте не должно быть разметки HTML (п. 3.2)."),
        _markup_left,
    ),
    (
        Rule(
            "post-media",
            "critical",
            "Картинки и файлы новости должны выйти вместе с постом (п. 3.3).",
        ),
        _media_lost,
    ),
    (
        Rule(
            "post-unique",
            "critical",
            "Новость публикуется на странице один раз (п. 3.2).",
            "ExpectNoRepeats",
        ),
        _doubled,
    ),
]
TEXT_RULES = frozenset(
    {
        *("post-text", "post-limit", "post-title", "post-link", "post-figures", "post-markup"),
        *("post-facts", "page-figures"),
    }
)
"""What another text could mend; the rest is about the news itself."""
RULES: tuple[str, ...] = tuple(rule.id for rule, _ in _RULES)
"""Ids of the rules, in the order in which findings name them."""
