"""What stands in the way of «выполнено»: the single findings that the verdicts are made of."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from gospablik.control.figures_cases import NOT_KNOWN
from gospablik.control.model import OpenEnd, PageWeek, WeekFigures
from gospablik.control.verdict import Issue, Item, Level
from gospablik.errors import OfficeError
from gospablik.organisation import Organisation
from gospablik.reconciliation.planned import Lacking
from gospablik.store.tables import Result, State
from gospablik.templates import in_quotes, minute
from gospablik.working_time import after_working_days

FRESH = timedelta(hours=72)
"""A check counts for the whole week if its last success is no older than this at the cut-off.

Three days, so that a check that runs on working days only is not called missing on a Monday.
"""


def no_pages(figures: WeekFigures) -> list[Issue]:
    """Nothing to check is not «выполнено»."""
    if figures.pages:
        return []
    if figures.suspended:
        names = "; ".join(f"{page.name} {page.why}" for page in figures.suspended)
        words = f"не оценивается ни одна страница: {names}"
        return [Issue(Level.NOT_CHECKED, words, "Уберите suspended_from, когда страница вернётся.")]
    words = "в эту неделю не велась ни одна страница"
    return [Issue(Level.NOT_CHECKED, words, "Проверьте дни начала (since) в organisation.toml.")]


def stale(last: datetime | None, figures: WeekFigures) -> bool:
    """Whether a check was last successful too long before the cut-off, or never."""
    return last is None or figures.cut_off - last > FRESH


def site_unread(office: Organisation, figures: WeekFigures) -> list[Issue]:
    """The official site could not be read, or was not read for days."""
    site = figures.site
    if not site.unread and not stale(site.last_read, figures):
        return []
    words = f"официальный сайт: {site.unread or 'давно не читали'}"
    if site.last_read:
        words += f", последний раз прочитан {minute(office.local(site.last_read))}"
    return [
        Issue(
            Level.NOT_CHECKED,
            words,
            "Проверьте, открывается ли сайт, и сравните новости с постами вручную.",
        )
    ]


def live_posts(page: PageWeek) -> list[Issue]:
    """Posts that changed, vanished, lost link or attachment, were mended, or not looked at."""
    found = []
    live, name = page.live, in_quotes(page.name)
    for minor, level, what, todo in (
        (
            False,
            Level.BROKEN,
            "посты не соответствуют сайту",
            "Откройте пост и приведите его в соответствие с новостью сайта.",
        ),
        (
            True,
            Level.AT_RISK,
            "в постах нет того, с чем они вышли: ссылки на новость, картинок, видео или файлов",
            "Добавьте в пост то, чего в нём не хватает.",
        ),
    ):
        bad = [m for m in live.mismatches if m.minor is minor]
        if bad:
            items = tuple(
                Item(f"«{m.title}» на странице {name}: {m.found or m.words}", m.link) for m in bad
            )
            found.append(Issue(level, f"{name}: {what}: {len(bad)}", todo, items))
    if live.not_checked:
        why = f" ({'; '.join(live.why_not)})" if live.why_not else ""
        words = f"{name}: посты не сверены: {live.not_checked}{why}"
        todo = "Сравните посты с сайтом вручную; проверьте доступ программы к странице."
        found.append(Issue(Level.NOT_CHECKED, words, todo))
    if live.mended:
        words = f"{name}: расхождения были и исправлены: {live.mended}"
        found.append(Issue(Level.AT_RISK, words, "Выясните, кто менял посты."))
    return found


def lacking_news(office: Organisation, page: PageWeek) -> list[Issue]:
    """News of the site without a post: a danger while it may still come, a breach after."""
    if page.watched:
        watched = (
            "режим наблюдения, новости сайта с ручными постами это письмо не сверяет, их сверяет"
            " «Сверка с сайтом»"
        )
        words = f"{in_quotes(page.name)}: {watched}"
        todo = "Откройте последнюю «Сверку с сайтом»: в ней новости, у которых нет поста."
        return [Issue(Level.NOT_CHECKED, words, todo)]
    found = []
    for late, level, what, todo in (
        (
            True,
            Level.BROKEN,
            "новости сайта не вышли",
            "Сделайте то, что сказано у каждой новости.",
        ),
        (
            False,
            Level.AT_RISK,
            "новости сайта ждут поста",
            "Устраните причину, пока новость не устарела.",
        ),
    ):
        bad = [news for news in page.lacking if news.late is late]
        if bad:
            items = tuple(_news(office, page, news) for news in bad)
            found.append(Issue(level, f"{in_quotes(page.name)}: {what}: {len(bad)}", todo, items))
    return found


def _news(office: Organisation, page: PageWeek, news: Lacking) -> Item:
    came = minute(office.local(news.published_at))
    return Item(
        f"{in_quotes(news.title)} ({came}) на странице {in_quotes(page.name)}: {news.why}",
        news.address,
        f"{news.todo[:1].upper()}{news.todo[1:]}." if news.todo else "",
    )


def chain_broken(figures: WeekFigures) -> list[Issue]:
    """The chain of proofs does not verify."""
    if not figures.chain.problem:
        return []
    words = f"цепочка доказательств не сходится: {figures.chain.problem}"
    todo = "Сохраните базу для разбора, ничего в ней не меняя, и сообщите заместителю главы."
    return [Issue(Level.BROKEN, words, todo)]


def not_harvested(office: Organisation, figures: WeekFigures) -> list[Issue]:
    """Comments that nobody read."""
    found = no_pages(figures)
    todo = "Просмотрите комментарии на странице вручную; проверьте доступ программы."
    for page in figures.pages:
        harvest, name = page.harvest, in_quotes(page.name)
        why = f" ({'; '.join(harvest.why_not)})" if harvest.why_not else ""
        if not harvest.read:
            words = f"{name}: комментарии за неделю не собраны{why}"
        elif harvest.not_read:
            words = f"{name}: комментарии прочитаны не везде, не прочитано: {harvest.not_read}{why}"
        elif stale(harvest.last_read, figures) and harvest.last_read:
            last = minute(office.local(harvest.last_read))
            words = f"{name}: комментарии давно не собирали, последний раз {last}"
        else:
            continue
        found.append(Issue(Level.NOT_CHECKED, words, todo))
    return found


def blocks_not_compared(figures: WeekFigures) -> list[Issue]:
    """Lists of the blocked that nobody compared with the decisions, or that no program sees."""
    found = []
    for page in figures.pages:
        read, name = page.blocks_read, in_quotes(page.name)
        if read is None or (read.result is Result.GOOD and not stale(read.at, figures)):
            continue
        why = "давно не сверялся" if read.result is Result.GOOD else read.words
        words = f"{name}: список заблокированных: {why.removeprefix('не прочитано: ')}"
        todo = (
            "Откройте список заблокированных в настройках страницы и сверьте его с решениями;"
            " запустите «Сверка блокировок»."
        )
        found.append(Issue(Level.NOT_CHECKED, words, todo))
    return found


def blocks_not_seen(figures: WeekFigures) -> list[Issue]:
    """Decisions in force that a page does not show."""
    unseen = figures.actions.unseen_blocks
    if not unseen:
        return []
    items = tuple(Item(f"{b.what}: {b.lacks}") for b in unseen)
    words = f"решения о блокировке не видны на странице: {len(unseen)}"
    todo = "Выясните, кто снял блокировку; исполните решение снова или запишите просьбу автора."
    return [Issue(Level.AT_RISK, words, todo, items)]


def overdue(
    office: Organisation, since: Iterable[datetime], now: datetime
) -> tuple[list[datetime], list[Issue]]:
    """What waits longer than a working day; without a holiday list nobody can tell."""
    try:
        return [at for at in since if after_working_days(office, at, 1) < now], []
    except OfficeError as problem:
        words = f"сроки не посчитаны: {problem.happened}"
        return [], [Issue(Level.NOT_CHECKED, words, f"Что делать: {problem.next_step}")]


def waiting_long(office: Organisation, figures: WeekFigures) -> list[Issue]:
    """Comments that the specialist has not ruled on within a working day."""
    late, found = overdue(office, figures.comments.waiting_since, figures.as_of)
    if late:
        words = (
            f"комментарии ждут решения дольше рабочего дня: {len(late)}, "
            f"самый давний с {minute(office.local(late[0]))}"
        )
        todo = "Попросите специалиста ответить на форму «Разбор нарушений»."
        found.append(Issue(Level.AT_RISK, words, todo))
    return found


def proposals_waiting(office: Organisation, figures: WeekFigures) -> list[Issue]:
    """Proposals that the head or a deputy has not decided within a working day."""
    cases = figures.cases.open_now
    late, found = overdue(office, [case.opened_at for case in cases], figures.as_of)
    if late:
        items = tuple(
            Item(f"предложение № {c.number} ждёт с {minute(office.local(c.opened_at))}")
            for c in cases
            if c.opened_at in late
        )
        words = f"предложения о блокировке ждут дольше рабочего дня: {len(items)}"
        todo = "Напомните Главе или заместителю: решение принимают только они."
        found.append(Issue(Level.AT_RISK, words, todo, items))
    return found


def not_carried_out(
    ends: Sequence[OpenEnd], what: str, by_hand: str, after_refusal: str
) -> list[Issue]:
    """Decided and not confirmed: a danger, or unknown if nobody knows whether it was done.

    `by_hand`: what to do about an errand, `after_refusal`: about what was refused for good.
    """
    found = []
    for state, level, advice in (
        (State.UNKNOWN, Level.NOT_CHECKED, "Посмотрите на странице, сделано ли."),
        (State.ERRAND, Level.AT_RISK, by_hand),
        (State.REJECTED, Level.AT_RISK, after_refusal),
        (State.DUE, Level.AT_RISK, "Прочитайте причину: программа пробует сама, пока не удастся."),
        (State.MISSED, Level.AT_RISK, "Ничего не делайте вручную: срок решения вышел."),
    ):
        some = [end for end in ends if end.state == state.words]
        if some:
            items = tuple(
                Item(f"{e.what}: {e.state}" + (f", {e.why}" if e.why else ""), e.link) for e in some
            )
            found.append(Issue(level, f"{what}, {state.words}: {len(some)}", advice, items))
    return found


def bad_decisions(figures: WeekFigures) -> list[Issue]:
    """Blocks and decisions that clause 4.3 does not allow."""
    found = []
    breaches = figures.actions.breaches_43
    if breaches:
        items = tuple(Item(f"{b.what}: {b.lacks}") for b in breaches)
        words = f"блокировки без действующего решения: {len(breaches)}"
        todo = "Снимите блокировку или получите решение Главы."
        found.append(Issue(Level.BROKEN, words, todo, items))
    for level, what, todo, some in (
        (
            Level.BROKEN,
            "решения, принятые не по пункту 4.3",
            "Получите решение Главы или действующего заместителя.",
            [c for c in figures.cases.decided if c.flaw and c.flaw != NOT_KNOWN],
        ),
        (
            Level.NOT_CHECKED,
            "полномочия не проверены",
            "Верните должностное лицо в organisation.toml с датой окончания полномочий.",
            [c for c in figures.cases.decided if c.flaw == NOT_KNOWN],
        ),
    ):
        if some:
            items = tuple(Item(f"предложение № {c.number}: {c.flaw}") for c in some)
            found.append(Issue(level, f"{what}: {len(some)}", todo, items))
    if papers := figures.cases.no_scan:
        words = f"решения документом без скана: {len(papers)}"
        todo = "Принесите скан: «Решение документом» с номером дела."
        found.append(Issue(Level.AT_RISK, words, todo, tuple(Item(one) for one in papers)))
    return found
