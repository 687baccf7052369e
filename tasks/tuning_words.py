"""What a change of the detector would do, as a person reads it."""

from gospablik.moderation.links import page_of
from gospablik.moderation.tuning.effect import Attention, Change, Effect
from gospablik.moderation.tuning.proposal import MEANING, USEFUL, Line, Proposal
from gospablik.organisation import Organisation
from gospablik.templates import in_quotes, plural
from tasks.markdown import cell, table

_ATTENTION = {
    Attention.NONE: "не показывается",
    Attention.ASIDE: "показывается без вопроса",
    Attention.ASKED: "спросят специалиста",
}
_HEADS = ("Комментарий", "Сейчас → станет", "Почему", "Решение специалиста", "Кто и когда")


def effect_page(office: Organisation, title: str, found: Effect, head: str) -> str:
    """The artifact: which comments of the last month would get more attention, and which less."""
    looked = plural(found.looked, "комментарий", "комментария", "комментариев")
    parts = [f"# {title}", *([head] if head else [])]
    parts.append(f"Просмотрено {looked} за 31 день{'; более ранние — нет' if found.cut else ''}.")
    if not found.looked:
        parts.append("**Сравнивать не с чем: комментариев за месяц нет.**")
    ways = (
        ("Больше внимания", found.more, True),
        ("Меньше внимания", found.less, False),
    )
    for name, many, more in ways:
        comments = plural(many, "комментарий", "комментария", "комментариев")
        parts.append(f"## {name}: {comments if many else 'нет таких'}")
        changes = [one for one in found.changes if (one.after > one.before) == more]
        if changes:
            parts.append(table(_HEADS, [_row(office, one) for one in changes]))
        if many > len(changes):
            parts.append(f"Показаны последние {len(changes)}.")
    return "\n\n".join(parts)


def _row(office: Organisation, one: Change) -> list[str]:
    page = page_of(office, one.page)
    where = in_quotes(page.name) if page else one.page
    written = office.local(one.written_at)
    return [
        cell(one.text, 300),
        f"{_ATTENTION[one.before]} → {_ATTENTION[one.after]}",
        cell(one.why),
        one.ruling.words if one.ruling else "—",
        f"{cell(one.author)}, {written:%d.%m %H:%M}, {cell(where)}",
    ]


def proposal_page(proposal: Proposal) -> str:
    """The thresholds, as they are and as proposed, and which rulings speak for it."""
    heads = ("Порог", "Сейчас", "Предлагается", "По каким решениям")
    rows = [[MEANING[one.name], _figure(one.now), _proposed(one), _why(one)]
            for one in proposal.lines]  # fmt: skip
    said = (
        f"Решений учтено: {proposal.rulings}. Предлагается самый низкий порог, выше которого"
        " нарушений не меньше той доли, что названа справа. Предложение силы не имеет, пока его"
        " никто не принял."
    )
    return f"{said}\n\n{table(heads, rows)}"


def _proposed(one: Line) -> str:
    return _figure(one.proposed) if one.proposed != one.now else "прежний"


def _why(one: Line) -> str:
    if not one.above:
        return "решений о таких комментариях нет"
    told = f"выше него решений {one.above}, нарушений {one.violations}"
    told += f" (нужно не меньше {USEFUL[one.name]:.0%})"
    if one.lost:
        told += f"; уже не попадут {one.lost}, из них нарушений {one.lost_violations}"
    return told


def _figure(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
