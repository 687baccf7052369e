"""The rules of the verdicts, in one place: when a clause is kept, threatened, broken, unchecked.

Clauses 3.2, 3.5, 4.2 and 4.3; the others stand in files of their own (`verdict_*`), 1.1 and 1.2 say
nothing that could be kept or broken. Pure: figures in, verdicts out.
An empty week of checks is «не проверено»; an empty week of comments that were collected is
«выполнено».
"""

from dataclasses import replace

from gospablik.control.addresses import of_page
from gospablik.control.issues import (
    bad_decisions,
    blocks_not_compared,
    blocks_not_seen,
    chain_broken,
    lacking_news,
    live_posts,
    no_pages,
    not_carried_out,
    not_harvested,
    proposals_waiting,
    site_unread,
    stale,
    waiting_long,
)
from gospablik.control.model import WeekFigures
from gospablik.control.removed import not_in_file
from gospablik.control.verdict import FELL_SHORT, Issue, Item, Level, Verdict, verdict
from gospablik.control.verdict_access import access, lost_of_status
from gospablik.control.verdict_mail import controlled, mail
from gospablik.control.verdict_people import accounts, content, controller, deciders, responsible
from gospablik.control.verdict_permitted import audience, enriched
from gospablik.control.verdict_rules import commenting
from gospablik.organisation import Norm, Organisation
from gospablik.store.tables import Kind, Result
from gospablik.templates import in_quotes, minute, plural

_AGAIN = "Причина устранена — в «Поручениях» ответьте «пусть программа попробует снова»."


def judge(office: Organisation, figures: WeekFigures) -> tuple[Verdict, ...]:
    """All verdicts in the order of the clauses; regularity only if the office has a norm. Beside
    what fell short stands its explanation.
    """
    return tuple(explained(one, figures) for one in _judge(office, figures))


def explained(one: Verdict, figures: WeekFigures) -> Verdict:
    """The verdict with its explanation, or with the words that there is none."""
    if one.level not in FELL_SHORT:
        return one
    said = figures.explanations.get((one.clause, one.title), "объяснения нет")
    return replace(one, explanation=said)


def _judge(office: Organisation, figures: WeekFigures) -> tuple[Verdict, ...]:
    regular = [regularity(office.norm, figures)] if office.norm else []
    return (
        responsible(office, figures),
        controller(office, figures),
        accounts(office, figures),
        access(office, figures),
        content(office, figures),
        *regular,
        correspondence(office, figures),
        enriched(office, figures),
        audience(office, figures),
        official_status(office, figures),
        commenting(office, figures),
        removals(office, figures),
        blocks(office, figures),
        mail(office, figures),
        controlled(office, figures),
    )


def regularity(norm: Norm, figures: WeekFigures) -> Verdict:
    """Clause 3.2: a full week has as many posts as the norm's document says, on each page."""
    rule = (
        f"На каждой странице не меньше {plural(norm.posts_a_week, 'поста', 'постов', 'постов')} "
        f"в неделю ({norm.document}), репосты считаются. Пока неделя идёт, отставание от плана — "
        "угроза."
    )
    issues, fine = no_pages(figures) + not_in_file(figures), []
    planned = norm.planned(figures.week.gone(figures.cut_off))
    for page in figures.pages:
        posts = len(page.posts)
        name, number = in_quotes(page.name), plural(posts, "пост", "поста", "постов")
        have = f"{name}: {number} из {norm.posts_a_week}"
        if page.watched:
            words = f"{name}: режим наблюдения, что публикуют вручную — неизвестно"
            issues.append(Issue(Level.NOT_CHECKED, words, "Посчитайте посты на странице вручную."))
        elif posts >= norm.posts_a_week:
            fine.append(have)
        elif not page.whole:
            fine.append(f"{have}, страница ведётся с {page.since:%d.%m.%Y}, неделя неполная")
        elif posts + page.maybe_posts >= norm.posts_a_week:
            words = f"{have}, ещё у {page.maybe_posts} исход неизвестен"
            issues.append(Issue(Level.NOT_CHECKED, words, "Посмотрите на странице, вышли ли они."))
        elif figures.complete:
            todo = "Выясните, почему постов меньше нормы, и запланируйте новости на эту неделю."
            issues.append(Issue(Level.BROKEN, have, todo))
        elif posts < planned:
            todo = "Подготовьте новости: неделя отстаёт от нормы."
            issues.append(Issue(Level.AT_RISK, f"{have}, по плану больше", todo))
        else:
            fine.append(f"{have}, неделя идёт по плану")
    return verdict("3.2", "публикации регулярны", rule, issues=issues, fine=fine)


def correspondence(office: Organisation, figures: WeekFigures) -> Verdict:
    """Clause 3.2: what stands on the pages is what the site says, and nothing of it is lacking."""
    house = office.organisation
    rule = (
        "Каждая новость сайта стоит на странице постом с тем же текстом. Изменённый или исчезнувший"
        f" пост — отступление. Новость без поста дольше {house.grace_minutes} мин — угроза, дольше "
        f"{house.late_hours} ч или снятая с публикации — отступление. Сайт или пост не прочитан — "
        "не проверено."
    )
    issues = no_pages(figures) + not_in_file(figures) + site_unread(office, figures)
    for page in figures.pages:
        issues += live_posts(page) + lacking_news(office, page)
    count = sum(page.live.match for page in figures.pages)
    fine = [
        f"на сайте за неделю {plural(figures.site.items, 'новость', 'новости', 'новостей')}, "
        "без поста нет ни одной",
        f"сверено с сайтом: {plural(count, 'пост', 'поста', 'постов')}, расхождений нет",
    ]
    return verdict("3.2", "публикации соответствуют сайту", rule, issues=issues, fine=fine)


def official_status(office: Organisation, figures: WeekFigures) -> Verdict:
    """Clause 3.5: each page says that it is official, by its newest reading."""
    rule = (
        "На каждой странице стоит формулировка из organisation.toml. Нет её — отступление; "
        "пропадала и возвращена или сеть отказывает в праве читать и править описание — угроза; "
        "не прочитано за последние трое суток — не проверено."
    )
    issues = no_pages(figures) + not_in_file(figures)
    fine = []
    for page in figures.pages:
        status, name = page.status, in_quotes(page.name)
        lost = lost_of_status(page)
        issues += lost
        at = minute(office.local(status.at)) if status.at else ""
        if status.result is Result.BAD:
            words = f"{name}: официальный статус не указан (проверено {at}), {status.found}"
            todo = f"Верните на страницу {status.expected or 'формулировку'}."
            issues.append(of_page(office, page.key, Issue(Level.BROKEN, words, todo)))
        elif status.result is Result.NOT_CHECKED or stale(status.at, figures):
            words = f"{name}: {status.words}" + (f", последний раз {at}" if at else "")
            todo = "Откройте страницу и убедитесь, что статус указан; проверьте доступ программы."
            issues.append(of_page(office, page.key, Issue(Level.NOT_CHECKED, words, todo)))
        elif status.was_bad:
            words = f"{name}: за неделю указание пропадало, {at} снова на месте"
            issues.append(Issue(Level.AT_RISK, words, "Выясните, кто менял описание страницы."))
        elif not lost:
            fine.append(f"{name}: указано, проверено {at}")
    return verdict("3.5", "страница названа официальной", rule, issues=issues, fine=fine)


def removals(office: Organisation, figures: WeekFigures) -> Verdict:
    """Clause 4.2: each removal has its ruling, ground and proof, and nobody waits for long."""
    rule = (
        "Перед каждым удалением есть решение специалиста, основание и доказательство — иначе "
        "отступление. Комментарий ждёт решения дольше рабочего дня или решение не исполнено — "
        "угроза. Комментарии не собраны — не проверено."
    )
    comments, actions = figures.comments, figures.actions
    issues = not_in_file(figures) + not_harvested(office, figures) + chain_broken(figures)
    if actions.breaches_42:
        issues.append(
            Issue(
                Level.BROKEN,
                f"удаления с нарушением порядка: {len(actions.breaches_42)}",
                "Выясните, кто и почему удалил; восстановите комментарий или решение по нему.",
                tuple(Item(f"{b.what}: {b.lacks}") for b in actions.breaches_42),
            )
        )
    issues += waiting_long(office, figures)
    if comments.unordered:
        words = f"решения об удалении не исполняются больше суток: {comments.unordered}"
        todo = "Запустите «Сбор комментариев» и посмотрите, что ему мешает."
        issues.append(Issue(Level.AT_RISK, words, todo))
    issues += not_carried_out(
        actions.open_of(Kind.REMOVE.words),
        "удаления не подтверждены",
        "Удалите вручную по ссылке.",
        f"Вручную не удаляйте: решение или доказательство не действует. {_AGAIN}",
    )
    found = sum(counted.number for counted in comments.removed)
    fine = [
        f"комментариев с нарушениями: {found}, удалений с основанием: {actions.removals.total}"
        if found or actions.removals.total
        else "комментариев с нарушениями нет"
    ]
    if comments.waiting_now:
        fine.append(f"ждут решения, но не дольше рабочего дня: {comments.waiting_now}")
    return verdict("4.2", "нарушающие комментарии удаляются", rule, issues=issues, fine=fine)


def blocks(office: Organisation, figures: WeekFigures) -> Verdict:
    """Clause 4.3: nobody is blocked without a decision of the head or a deputy in force."""
    rule = (
        "Блокировка без решения Главы или действующего заместителя, и на самой странице, — "
        "отступление. Решать некому, предложение ждёт дольше рабочего дня, автор не уведомлён, "
        "решение не исполнено или его не видно на странице — угроза. Исход блокировки неизвестен, "
        "комментарии не собраны или список заблокированных не сверен — не проверено."
    )
    cases, actions = figures.cases, figures.actions
    issues = not_in_file(figures) + not_harvested(office, figures) + bad_decisions(figures)
    issues += blocks_not_compared(figures) + blocks_not_seen(figures) + deciders(office, figures)
    issues += proposals_waiting(office, figures)
    issues += not_carried_out(
        actions.open_of(Kind.REPLY.words),
        "авторы не уведомлены",
        "Ответьте автору вручную.",
        f"Ответьте автору вручную и отметьте это в «Поручениях». {_AGAIN}",
    )
    issues += not_carried_out(
        actions.open_of(Kind.BLOCK.words),
        "решения о блокировке не исполнены",
        "Заблокируйте вручную по ссылке.",
        f"Вручную не блокируйте, пока не ясна причина. {_AGAIN}",
    )
    fine = [f"блокировок: {actions.blocks.total}, без решения нет ни одной"]
    if cases.open_now:
        fine.append(f"предложений ждёт решения: {len(cases.open_now)}")
    return verdict("4.3", "блокировка — по решению Главы", rule, issues=issues, fine=fine)
