"""The tables of a control report, out of the week's figures. Times are local."""

from datetime import datetime, timedelta

from gospablik.control.model import Access, AskedWeek, Done, OpenEnd, PageWeek, Silence, WeekFigures
from gospablik.control.reach_tables import reach_tables
from gospablik.control.report_history import eight_weeks, enriched
from gospablik.control.sheet import ALL, Cell, Table, cell, table
from gospablik.control.verdict import WORST_FIRST, Verdict
from gospablik.organisation import Organisation
from gospablik.store.tables import Result, State
from gospablik.templates import minute, plural

DAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
NOT_CHECKED = "не проверено"
STATUS = {
    Result.GOOD: "указан",
    Result.BAD: "не указан",
    Result.NOT_CHECKED: NOT_CHECKED,
}
ADMINISTRATORS = {
    Result.GOOD: "из списка отдела",
    Result.BAD: "есть посторонний",
    Result.NOT_CHECKED: NOT_CHECKED,
}
HOLDERS = {
    Result.GOOD: "администрации",
    Result.BAD: "частного лица",
    Result.NOT_CHECKED: NOT_CHECKED,
}


def attention(verdicts: tuple[Verdict, ...], limit: int) -> Table:
    """Everything that the verdicts name one by one, the worst first, with what to do."""
    found = [
        (WORST_FIRST.index(issue.level), verdict, issue, item)
        for verdict in verdicts
        for issue in verdict.issues
        for item in issue.items
    ]
    rows: list[tuple[Cell | str, ...]] = [
        (
            cell(f"{issue.level.sign} п. {verdict.clause}: {item.words}", item.link),
            item.todo or issue.todo,
        )
        for _, verdict, issue, item in sorted(found, key=lambda row: row[0])
    ]
    return table(
        "Что требует внимания",
        ("Что случилось", "Что делать"),
        rows,
        empty="Отдельных случаев, требующих внимания, нет.",
        limit=limit,
    )


def tables(
    office: Organisation, figures: WeekFigures, limit: int, pages: int = ALL
) -> tuple[Table, ...]:
    """All tables of figures in the order of the letter, of at most `limit` rows, and with rows or
    columns of the first `pages` pages.
    """
    return (
        _days(office, figures, pages),
        eight_weeks(figures, pages),
        _pages(office, figures, limit, pages),
        _posts(office, figures, limit),
        enriched(figures, pages),
        _held(figures, limit),
        _not_published(office, figures, limit),
        _comments(figures),
        _done(figures),
        _cases(office, figures, limit),
        _open_ends(office, figures, limit),
        *reach_tables(office, figures, limit, pages),
    )


def _days(office: Organisation, figures: WeekFigures, pages: int) -> Table:
    norm = office.norm
    rows: list[list[Cell | str | int]] = []
    for place, day in enumerate(figures.week.days):
        name = f"{DAYS[place]}, {day:%d.%m}"
        future = day > office.local(figures.cut_off).date()
        rows.append(
            [name, *("ещё не наступил" if future else p.days[place] for p in figures.pages)]
        )
    rows.append(["всего за неделю", *(len(page.posts) for page in figures.pages)])
    if any(post.repost for page in figures.pages for post in page.posts):
        reposts = [sum(post.repost for post in page.posts) for page in figures.pages]
        rows.append(["из них репостов", *reposts])
    if norm:
        rows.append([f"норма ({norm.document})", *(norm.posts_a_week for _ in figures.pages)])
    return table(
        "Посты по дням",
        ("День", *(page.name for page in figures.pages)),
        rows,
        empty="",
        limit=len(rows),
        columns=pages,
        of_numbers=True,
        note="" if norm else "Норма не установлена: это число, а не оценка.",
    )


def _pages(office: Organisation, figures: WeekFigures, limit: int, columns: int) -> Table:
    def when(moment: datetime | None) -> str:
        return minute(office.local(moment)) if moment else "не было"

    def line(name: str, values: list[str | int]) -> list[str | int]:
        return [name, *values]

    pages, site = figures.pages, figures.site
    rows = [
        line("новостей на сайте за неделю", [site.items for _ in pages]),
        line("сайт прочитан последний раз", [when(site.last_read) for _ in pages]),
        line("новостей без поста сейчас", [_lacking(page) for page in pages]),
        line("самая долгая тишина", [_silence(office, p.silence) for p in pages]),
        line("сверено с сайтом, совпало", [p.live.match for p in pages]),
        line("сверено с сайтом, не совпало", [len(p.live.mismatches) for p in pages]),
        line("не сверено", [p.live.not_checked for p in pages]),
        line("официальный статус", [STATUS[p.status.result] for p in pages]),
        line("официальный статус проверен", [when(p.status.at) for p in pages]),
        line("администраторы", [ADMINISTRATORS[p.access.administrators.result] for p in pages]),
        line("администраторы проверены", [when(p.access.administrators.at) for p in pages]),
        line("ключ программы на аккаунте", [HOLDERS[p.access.holder.result] for p in pages]),
        line("права, в которых сеть отказывает", [_refused(p.access) for p in pages]),
        line("права ключей проверены", [when(p.access.asked.at) for p in pages]),
        line("комментарии собраны: прочитано мест", [p.harvest.read for p in pages]),
        line("комментарии собраны: не прочитано мест", [p.harvest.not_read for p in pages]),
        line("комментарии собраны последний раз", [when(p.harvest.last_read) for p in pages]),
        line("список заблокированных", [_blocked(p) for p in pages]),
    ]
    return table(
        "Страницы",
        ("Показатель", *(page.name for page in pages)),
        rows if pages else (),
        empty="Ни одна страница в эту неделю не велась.",
        limit=max(limit, len(rows)),
        columns=columns,
        of_numbers=True,
    )


def _blocked(page: PageWeek) -> str:
    read = page.blocks_read
    return "сверен" if read and read.result is Result.GOOD else NOT_CHECKED


def _refused(access: Access) -> str | int:
    told = access.asked.result is Result.GOOD
    if told or access.lost:
        return len(access.lost)
    return NOT_CHECKED


def _lacking(page: PageWeek) -> str | int:
    return "не сверяется (наблюдение)" if page.watched else len(page.lacking)


def _silence(office: Organisation, silence: Silence | None) -> str:
    if silence is None:
        return "нет"
    days, hours = divmod(silence.hours, 24)
    length = f"{plural(days, 'день', 'дня', 'дней')} " if days else ""
    length += plural(hours, "час", "часа", "часов")
    since, until = office.local(silence.since), office.local(silence.until)
    return f"{length}: с {minute(since)} по {minute(until)}"


def _posts(office: Organisation, figures: WeekFigures, limit: int) -> Table:
    rows = [
        (
            post.at,
            (
                f"{minute(office.local(post.at))}, {page.name}",
                cell(post.title, post.link),
                post.how,
            ),
        )
        for page in figures.pages
        for post in page.posts
    ]
    return table(
        "Опубликовано за неделю",
        ("Когда и где", "Пост", "Откуда известно"),
        [row for _, row in sorted(rows, key=lambda row: row[0])],
        empty="За неделю не опубликовано ни одного поста.",
        limit=limit,
    )


def _held(figures: WeekFigures, limit: int) -> Table:
    return table(
        "Посты, которые задержала проверка",
        ("Новость", "Страница", "Почему"),
        [(cell(h.title, h.link), p.name, h.why) for p in figures.pages for h in p.held],
        empty="Проверка не задержала ни одного поста.",
        limit=limit,
    )


def _not_published(office: Organisation, figures: WeekFigures, limit: int) -> Table:
    return table(
        "Новости, которые решено не публиковать",
        ("Новость", "Страница", "Кто, когда и почему"),
        [
            (cell(d.title, d.link), p.name, f"{minute(office.local(d.at))}, {d.words}")
            for p in figures.pages
            for d in p.dropped
        ],
        empty="Таких решений за неделю не было.",
        limit=limit,
    )


def _comments(figures: WeekFigures) -> Table:
    comments = figures.comments
    rows: list[tuple[Cell | str | int, ...]] = [
        ("пришло за неделю", comments.came),
        ("исчезло со страниц за неделю", comments.gone),
        *((f"срабатываний: {c.words}", c.number) for c in comments.findings),
        ("ждут решения специалиста сейчас", comments.waiting_now),
        ("решено оставить", comments.kept),
        ("решено оставить и ответить", comments.to_answer),
        ("решено оставить и предупредить автора", comments.warned),
        *((f"решено удалить: {c.words}", c.number) for c in comments.removed),
        ("из них автор не назван сетью: повторов не посчитать", comments.nameless),
        ("решений отменено", comments.annulled),
        *_asked(comments.asked),
    ]
    return table(
        "Комментарии и решения специалиста",
        ("Показатель", "Число"),
        rows,
        empty="",
        limit=len(rows),
        pairs=True,
        of_numbers=True,
        note="Комментарии не являются обращениями по 59-ФЗ (п. 4.1). Тексты в отчёт не входят.",
    )


def _asked(asked: AskedWeek) -> list[tuple[Cell | str | int, ...]]:
    """Clause 4.1: who asked and how soon the page answered."""
    rows: list[tuple[Cell | str | int, ...]] = [
        ("вопросов и просьб жителей за неделю", asked.came),
        ("ответила программа по слову специалиста", asked.answered),
        ("ответили сами на странице или раньше", asked.by_hand),
        ("отмечено «не вопрос»", asked.not_asked),
    ]
    if asked.answered or asked.by_hand:
        rows.append(("житель ждал ответа", _span(asked.median, asked.longest)))
    rows.append(("вопросов без ответа сейчас", asked.waiting))
    if asked.waiting:
        rows.append(("они ждут", _span(asked.waiting_median, asked.waiting_longest)))
    return rows


def _span(middle: timedelta | None, longest: timedelta | None) -> str:
    if middle is None or longest is None:
        return "не посчитано: нет списка праздников года"
    return (
        f"половина жителей — не дольше {_hours(middle)}, дольше всех — {_hours(longest)}"
        " рабочего времени"
    )


def _hours(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    return f"{minutes // 60} ч {minutes % 60:02d} мин"


def _done(figures: WeekFigures) -> Table:
    actions = figures.actions

    def line(name: str, done: Done) -> tuple[str | int, ...]:
        how = "; ".join(f"{counted.words}: {counted.number}" for counted in done.by)
        return (name, done.total, how if done.total else "—")

    return table(
        "Сделано за неделю и откуда это известно",
        ("Действие", "Всего", "Откуда известно"),
        [
            line("опубликовано постов", actions.published),
            line("сделано репостов", actions.reposted),
            line("исправлено постов по сайту", actions.edited),
            line("снято постов", actions.withdrawn),
            line("удалено комментариев", actions.removals),
            line("уведомлено авторов", actions.tellings),
            line("заблокировано авторов", actions.blocks),
            line("изменено описаний страниц", actions.described),
            line("отправлено писем", actions.letters),
        ],
        empty="",
        limit=9,
        of_numbers=True,
    )


def _cases(office: Organisation, figures: WeekFigures, limit: int) -> Table:
    cases = figures.cases
    names = {page.key: office.named(page) for page in office.page}
    decided = [
        (
            f"№ {c.number}, {names.get(c.page, c.page)}",
            c.verdict + (f"; {c.ended}" if c.ended else ""),
            f"{c.official}, {minute(office.local(c.at))}"
            + (f"; {c.document}" if c.document else ""),
        )
        for c in cases.decided
    ]
    waiting = [
        (
            f"№ {c.number}, {names.get(c.page, c.page)}",
            "ждёт решения сейчас",
            f"открыто {minute(office.local(c.opened_at))}, срок {minute(office.local(c.until))}",
        )
        for c in cases.open_now
    ]
    return table(
        "Предложения и решения о блокировке (п. 4.3)",
        ("Дело", "Решение", "Кто и когда"),
        decided + waiting,
        empty="Решений о блокировке за неделю не было, предложений на рассмотрении нет.",
        limit=limit,
        note=f"Открыто за неделю: {cases.opened}, истекло без решения (не заблокировано): "
        f"{cases.lapsed}, снято до решения: {cases.withdrawn}, ждут решения сейчас: "
        f"{len(cases.open_now)}. Причины решений — в деле.",
    )


def _open_ends(office: Organisation, figures: WeekFigures, limit: int) -> Table:
    actions = figures.actions
    ends = (*actions.open_ends, *actions.missed, *actions.mail_rejected, *actions.dropped)
    return table(
        "Поручения, неизвестные исходы, отклонённое и пропущенное",
        ("Что", "Состояние и причина", "Что нажать"),
        [_end(office, end) for end in ends],
        empty="Открытых поручений, неизвестных исходов и отклонённых действий нет.",
        limit=limit,
        note="Пропущенное и отменённое — за неделю, остальное — на момент составления. "
        f"Снято поручений за неделю: {len(actions.dropped)}.",
    )


def _end(office: Organisation, end: OpenEnd) -> tuple[Cell | str, ...]:
    return (
        cell(end.what, end.link),
        f"{end.state} с {minute(office.local(end.since))}" + (f": {end.why}" if end.why else ""),
        "—" if end.state == State.CANCELLED.words else end.press or "—",
    )
