"""The artifact «Сверка с сайтом»: two figures, their course, what differs, what was not checked."""

from base64 import b64encode
from collections.abc import Iterator, Sequence

from gospablik.organisation import Organisation
from gospablik.reconciliation.advice import ADVICE, no_post_text, no_site_text
from gospablik.reconciliation.course import Figure
from gospablik.reconciliation.differing import differing
from gospablik.reconciliation.lines import hung
from gospablik.reconciliation.marking import brief
from gospablik.reconciliation.page import is_web
from gospablik.reconciliation.picture import COVERAGE, FIDELITY, picture, told
from gospablik.reconciliation.shown import Group, Shown
from gospablik.reconciliation.validated import Validated
from gospablik.store.reconciliation import Compared
from gospablik.templates import minute, plain, plural
from tasks.markdown import anchor, cell, suspended, table
from tasks.marked import marked

_MOST_ROWS = 40
"""Of one artifact, which lies in Prefect's database; the page has them all."""
_MOST_DIFFERENCES = 5
_AROUND, _MOST = 60, 600


def audit_markdown(office: Organisation, found: Shown, where: str) -> str:
    """The Markdown of one audit; `where`: a sentence, escaped, about where its page lies."""
    audit, local = found.audit, office.local
    parts = [
        f"# Сверка с сайтом № {audit.id} (п. 3.2)",
        f"Закончена {minute(local(found.ended_at))}. Период: {minute(local(audit.since))} –"
        f" {minute(local(audit.until))}. Сверено: {cell(found.scope, 900)}.",
        where,
    ]
    if found.left_out:
        parts.append(f"**{cell(found.left_out)}**")
    elif found.moved:
        parts.append(
            "После этой сверки была другая. Строки, которые она повторила, показаны в ней."
        )
    if found.empty:
        parts.append(f"**СВЕРЯТЬ БЫЛО НЕЧЕГО:** {found.nothing}")
    parts += _figures(found)
    parts += _amiss(office, found)
    parts += _unchecked(office, found)
    parts += suspended(office, found.ended_at)
    if found.remarks:
        parts.append("## Что ещё замечено")
        parts.append("\n".join(f"- {cell(words, 900)}" for words in found.remarks))
    parts += _course(found)
    parts.append("## Правила проверки")
    parts += [_run(office, run) for run in found.validated] or [
        "**НЕ ПРОВЕРЕНО:** правила к этой сверке не применялись."
    ]
    return "\n\n".join(parts)


def _figures(found: Shown) -> list[str]:
    rows = [
        [COVERAGE, *_figure(found.coverage)],
        [FIDELITY, *_figure(found.fidelity)],
    ]
    good = "; ".join(f"{standing.words} — {number}" for standing, number in found.good)
    return [
        table(["Показатель", "Сколько", "Доля", "Порог"], rows),
        f"**Не сошлось: {found.wrong}. Не проверено: {found.not_checked}.**"
        f" Сошлось: {good or '0'}.",
    ]


def _figure(figure: Figure) -> list[str]:
    share = "—" if figure.percent is None else f"**{figure.percent} %**"
    counted = f"{figure.number} из {figure.of}" if figure.of else figure.words
    if figure.passed is None:
        return [counted, share, "—"]
    reached = "✓ достигнут" if figure.passed else "**✗ не достигнут**"
    return [counted, share, f"{figure.mark_words}: {reached}"]


def _amiss(office: Organisation, found: Shown) -> Iterator[str]:
    yield "## Что не сошлось"
    if not found.amiss:
        checked = " среди того, что проверено" if found.not_checked else ""
        none = found.left_out or f"Расхождений нет{checked}."
        yield "Сверять было нечего." if found.empty else none
        return
    yield (
        "**&#91;В скобках, полужирным&#93;** — слова, которые расходятся. Тексты целиком — на"
        " странице сверки."
    )
    yield from _groups(office, found, found.amiss)


def _unchecked(office: Organisation, found: Shown) -> Iterator[str]:
    yield "## Что не проверено"
    if not (found.not_checked or found.unread):
        whole = "Всё, что попало в сверку, проверено."
        yield "Сверять было нечего." if found.empty else found.left_out or whole
        return
    unseen = f" Из них не прочитано совсем: {found.unseen}." if found.unseen else ""
    yield (
        f"**НЕ ПРОВЕРЕНО: {found.not_checked or 'не всё'}.** В числа выше это не вошло и исправным"
        f" не считается.{unseen}"
    )
    if found.unread:
        yield "\n".join(f"- {cell(why, 900)}" for why in found.unread)
    yield from _groups(office, found, found.unchecked)


def _groups(office: Organisation, found: Shown, groups: Sequence[Group]) -> Iterator[str]:
    left = _MOST_ROWS
    for group in groups:
        yield f"### {cell(group.heading)}"
        yield f"**Что делать:** {ADVICE[group.standing]}"
        rows = group.rows[:left]
        if rows:
            yield table(
                ["Что и где", "На сайте", "В посте"], [_row(office, found, row) for row in rows]
            )
        left -= len(rows)
        rest = len(group.rows) - len(rows)
        if rest:
            more = plural(rest, "строка", "строки", "строк")
            yield f"И ещё {more} — на странице сверки."


def _row(office: Organisation, found: Shown, row: Compared) -> list[str]:
    seen = differing(row)
    return [
        "<br>".join(_about(office, found, row, seen.words)),
        marked(brief(seen.site, _AROUND, _MOST)) or no_site_text(row),
        marked(brief(seen.post, _AROUND, _MOST)) or no_post_text(row),
    ]


def _about(
    office: Organisation, found: Shown, row: Compared, words: Sequence[str]
) -> Iterator[str]:
    yield f"**{cell(row.title or 'Без заголовка', 120)}**"
    links = [("пост", row.address), ("новость", row.link)]
    yield ", ".join(_link(name, address) for name, address in links if address)
    if row.address:
        yield f"Кто: {cell(row.made_by or 'неизвестно', 120)}"
    if wording := found.wordings.get(row.revision_id or 0):
        yield f"Слова сайта: {wording}"
    yield f"Замечено {minute(office.local(row.first_seen_at))}"
    if row.why:
        yield cell(row.why, 300)
    on_site, on_post = hung(row.site_media), hung(row.live_media)
    if row.live_text and on_site != on_post:
        yield f"Картинок, видео и файлов у новости {on_site}, на посте {on_post}"
    yield from (cell(one) for one in words[:_MOST_DIFFERENCES])


def _link(name: str, address: str) -> str:
    return anchor(name, address) if is_web(address) else cell(address)


def _course(found: Shown) -> list[str]:
    content = b64encode(picture(found.course).encode()).decode()
    # The table says the same; pages of the Prefect UI may load nothing from another server.
    rows = [
        [week.words, week.coverage.words, week.fidelity.words]
        if week.coverage and week.fidelity
        else [week.words, "сверки не было", "сверки не было"]
        for week in found.course
    ]
    weeks = plural(len(found.course), "неделю", "недели", "недель")
    alt = plain(" ".join(map(told, found.course)))
    return [
        f"## Ход за {weeks}",
        f'<img src="data:image/svg+xml;base64,{content}" alt="{alt}" width="720">',
        "То же числами: последняя сверка всех страниц в каждой неделе.",
        table(["Неделя", "Охват", "Верность"], rows),
    ]


def _run(office: Organisation, run: Validated) -> str:
    scope = f" ({cell(run.scope)})" if run.scope else ""
    lines = [
        f"**{cell(run.suite[0].upper() + run.suite[1:])}: {run.outcome_words}**{scope}."
        f" {minute(office.local(run.made_at))}. Строк: {run.rows}, правил: {run.rules}, нарушено:"
        f" {len(run.failed)}, не выполнилось: {len(run.broken)}.",
        "",
    ]
    for rule in run.failed:
        counted = f" Строк: {rule.bad}." if rule.bad else ""
        lines.append(f"- Нарушено: {cell(rule.words)}{counted}")
        lines += [f"    - {cell(row)}" for row in rule.rows]
    lines += [f"- **НЕ ПРОВЕРЕНО**, правило не выполнилось: {cell(words)}" for words in run.broken]
    if run.why:
        lines.append(f"- {cell(run.why, 900)}")
    return "\n".join(lines)
