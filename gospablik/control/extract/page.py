"""What stands on the paper of an extract, block by block. Pure."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from gospablik.control.extract.actions import OnAction
from gospablik.control.extract.answers import OnAnswer
from gospablik.control.extract.cases import BLOCKS, OnCase, OnDecision, OnLetter, OnRequest
from gospablik.control.extract.facts import OnComment, OnPicture, OnRuling
from gospablik.control.extract.proofs import OnProof
from gospablik.control.extract.whole import Whole
from gospablik.moderation.keeping import ERASED, UNKNOWN_AUTHOR
from gospablik.templates import minute, plural
from gospablik.text import clean

_ERASED = "(слова стёрты по сроку хранения)"


class Heading(NamedTuple):
    """A heading of level 1 to 3."""

    words: str
    level: int


class Text(NamedTuple):
    """A paragraph of ours."""

    words: str
    strong: bool = False


class Quote(NamedTuple):
    """A resident's words."""

    words: str


class Lines(NamedTuple):
    """Names and values, one below the other."""

    rows: tuple[tuple[str, str], ...]


Block = Heading | Text | Quote | Lines


def page_of(whole: Whole) -> Iterator[Block]:
    """The whole paper."""
    yield Heading(f"Выписка № {whole.number} из журнала комментариев", 1)
    yield Text(whole.organisation)
    yield Text(
        f"Составлена {minute(whole.made_at)} ({whole.made_at.tzinfo}); составил(а):"
        f" {whole.made_by}. Основание: {whole.request.reason}"
    )
    about = "всё, что программа хранит об авторе комментария" if whole.request.whole_author else (
        "один комментарий"
    )  # fmt: skip
    yield Text(f"О чём: {about} «{clean(whole.request.named)}».")
    if whole.left_out:
        yield Text(f"Старые комментарии автора не вошли: {whole.left_out}.", strong=True)
    for comment in whole.comments:
        yield from _comment(comment)
    if whole.proofs:
        yield Heading("Доказательства", 2)
        yield Text(
            "Печать — SHA-256 записи; каждая запись держит печать предыдущей. Как проверить без"
            " нашей программы, сказано в файле KAK-PROVERIT.txt."
        )
        for proof in whole.proofs:
            yield from _proof(proof)
    for case in whole.cases:
        yield from _case(case)
    if whole.letters:
        yield Heading("Письма об отмене решений", 2)
        yield from map(_letter, whole.letters)
    yield Heading("Положение", 2)
    yield from map(Text, whole.clauses)
    yield Text("Правила комментирования, какими они были в день выписки, лежат в polozhenie.txt.")


def _comment(one: OnComment) -> Iterator[Block]:
    yield Heading(f"Комментарий {one.number}: {clean(one.author)}, {minute(one.written_at)}", 2)
    rows = [
        ("Страница", one.page),
        ("Адрес комментария", one.link or "сеть его не даёт"),
        ("Номера в сети", f"комментарий {one.network_number}{_author(one)}"),
    ]
    if one.post_link:
        rows.append(("Под постом", f"{clean(one.post_title)} {one.post_link}".strip()))
    yield Lines(tuple(rows))
    if one.post_seen_at and one.post_text:
        yield Text(f"Пост опубликован не программой; его слова на {minute(one.post_seen_at)}:")
        yield Quote(clean(one.post_text))
    for wording in one.wordings:
        if len(one.wordings) > 1:
            yield Text(f"Текст {wording.number}, увиден программой {minute(wording.seen_at)}:")
        yield Quote(_ERASED if wording.text is None else clean(wording.text) or "(без текста)")
        if wording.attachments:
            yield Text(f"Приложено: {', '.join(wording.attachments)}.")
        for picture in wording.pictures:
            yield Text(_picture(picture))
    yield Text(f"Что с ним: {one.what}.", strong=True)
    for line in one.story:
        yield Text(clean(line))
    for ruling in one.rulings:
        yield from _ruling(ruling)
    for answer in one.answers:
        yield from _answer(answer)


def _author(one: OnComment) -> str:
    if one.author_number.startswith(UNKNOWN_AUTHOR):
        return "; автора сеть не показывает"
    return f", автор {one.author_number}"


def _picture(one: OnPicture) -> str:
    if one.sha256:
        return f"Картинка: файл {one.file}, SHA-256 {one.sha256}"
    return clean(one.missing)


def _ruling(one: OnRuling) -> Iterator[Block]:
    yield Heading(f"Решение специалиста № {one.number}: {one.verdict}", 3)
    rows = [
        ("Кто и когда", f"{one.official}, {minute(one.made_at)}"),
        ("О каком тексте", f"№ {one.wording}"),
    ]
    if one.ground:
        rows.append(("Основание (п. 4.2)", one.ground))
    if one.reason:
        rows.append(("Пояснение", clean(one.reason)))
    if one.proof:
        rows.append(("Доказательство", f"№ {one.proof}"))
    if one.annulled_at:
        why = f": {clean(one.annulled_why)}" if one.annulled_why else ""
        rows.append(("Отменено", f"{one.annulled_by}, {minute(one.annulled_at)}{why}"))
    yield Lines((*rows, *map(_action, one.actions)))
    for action in one.actions:
        yield from _written(action)


def _answer(one: OnAnswer) -> Iterator[Block]:
    yield Heading(f"Ответ жителю: {one.decision}", 3)
    rows = [("О чём", clean(one.about))]
    if one.decided_at:
        rows.append(("Кто и когда", f"{one.official}, {minute(one.decided_at)}"))
    yield Lines((*rows, *map(_action, (one.action,) if one.action else ())))
    if one.action:
        yield from _written(one.action)


def _written(one: OnAction) -> Iterator[Block]:
    """The page's words; whether they stand there is said by the action's state."""
    if one.text:
        yield Text(f"Слова страницы ({one.what}: {one.state}):")
        yield Quote(_ERASED if one.text == ERASED else clean(one.text))


def _action(one: OnAction) -> tuple[str, str]:
    why = f" ({clean(one.why)})" if one.why else ""
    return (one.what.capitalize(), f"{one.state}, {minute(one.since)}{why}")


def _proof(one: OnProof) -> Iterator[Block]:
    state = f"НЕ СХОДИТСЯ: {one.problem}" if one.problem else "сходится"
    rows = [
        ("Печать", one.seal),
        ("Печать предыдущей", one.previous),
        ("Запечатано", minute(one.sealed_at)),
        ("Проверка", state),
    ]
    if not one.content:
        rows.append(("Слова", _ERASED))
    yield Heading(f"Запись № {one.number}", 3)
    yield Lines(tuple(rows))


def _case(one: OnCase) -> Iterator[Block]:
    yield Heading(f"Дело о блокировке № {one.number}: {one.stage}", 2)
    rulings = ", ".join(f"№ {number}" for number in one.rulings)
    yield Lines(
        (
            ("Открыто", minute(one.opened_at)),
            ("Решить до", minute(one.until)),
            ("Решения специалиста", rulings),
            ("Печать дела", one.evidence),
        )
    )
    for decision in one.decisions:
        yield from _decision(decision)
    for request in one.requests:
        yield from _request(request)
    yield from map(_letter, one.letters)


def _request(one: OnRequest) -> Iterator[Block]:
    yield Heading(f"Просьба снять блокировку по решению № {one.decision}", 3)
    asked = f"{clean(one.asker)}, {one.asked_on:%d.%m.%Y}, {one.came}"
    yield Lines((("Кто и когда", asked), ("Ответ", clean(one.answer))))
    yield Quote(clean(one.words))


def _decision(one: OnDecision) -> Iterator[Block]:
    yield Heading(f"Решение № {one.number}: {one.verdict}", 3)
    rows = [
        ("Кто и когда", f"{one.official}, {minute(one.decided_at)}, {one.way}"),
        ("Причина", clean(one.reason)),
    ]
    if one.verdict == BLOCKS:
        term = plural(one.days, "день", "дня", "дней") if one.days else "бессрочно"
        rows.append(("Срок", f"{term}{_until(one.until)}"))
        rows.append(("Вступает в силу", minute(one.acts_at)))
    if one.paper:
        rows.append(("Документ", clean(one.paper)))
    if one.scan:
        rows.append(("SHA-256 скана", one.scan))
    if one.ended:
        rows.append(("Больше не действует", clean(one.ended)))
    yield Lines((*rows, *map(_action, one.actions)))


def _until(moment: datetime | None) -> str:
    return f", до {minute(moment)}" if moment else ""


def _letter(one: OnLetter) -> Text:
    return Text(
        f"Письмо «{one.what}»: {one.reader}, {minute(one.ordered_at)}; {one.state}"
        f" {minute(one.since)}; Message-ID {one.message_id}"
    )
