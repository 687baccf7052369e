"""A right that was lost is written of at once and once; when all of it is back, the all-clear."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from gospablik.control.alarm_causes import CONCERNS, Cause
from gospablik.control.alarms import all_clear, raise_alarm
from gospablik.control.rights import Right, history
from gospablik.control.standing import named
from gospablik.networks.capabilities import READING, Answer, Operation
from gospablik.organisation import Organisation, Page
from gospablik.templates import minute

OF_THE_HOUSE, PRIVATE = "учреждение", "частное лицо"
"""Whose account a key hangs on; anything else means that nobody has said so (clause 2.2)."""

_O = Operation
_MEANS: Sequence[tuple[frozenset[Operation], str]] = (
    (
        frozenset({_O.PAGE_INFO, _O.COUNTERS}),
        "не видно, указан ли на странице официальный статус (п. 3.5)",
    ),
    (
        frozenset({_O.LIST_POSTS}),
        "не видно, вышел ли пост и не изменён ли он (п. 3.2)",
    ),
    (
        frozenset({_O.READ_COMMENTS}),
        "комментарии жителей не читаются, нарушений никто не заметит (п. 4.2)",
    ),
    (
        frozenset({_O.PUBLISH_TEXT}),
        "новости сайта на этой странице сами не выйдут: станут поручениями, а если не действует"
        " сам ключ, подождут нового (п. 3.2)",
    ),
    (
        frozenset(
            {_O.PUBLISH_PHOTO, _O.PUBLISH_ALBUM, _O.PUBLISH_VIDEO, _O.PUBLISH_FILE, _O.LINK_CARD}
        ),
        "картинки, видео и файлы придётся ставить вручную: поручением станет вложение или весь пост"
        " с ним (п. 3.3)",
    ),
    (
        frozenset({_O.REPOST, _O.DESCRIBE_PAGE}),
        "репосты и описание страницы придётся делать вручную (п. 3.2, 3.5)",
    ),
    (frozenset({_O.REPLY}), "сообщать автору, за что удалён его комментарий, придётся вручную"),
    (
        frozenset({_O.REMOVE_COMMENT}),
        "решения об удалении комментариев придётся исполнять вручную (п. 4.2)",
    ),
    (
        frozenset({_O.EDIT_POST}),
        "посты не последуют за новостью, которую на сайте изменили: исправлять придётся вручную"
        " (п. 3.2)",
    ),
    (
        frozenset({_O.DELETE_POST}),
        "посты о новости, исчезнувшей с сайта, и записи жителей на стене придётся удалять вручную"
        " (п. 3.2, 4.2)",
    ),
    (
        frozenset({_O.BLOCK, _O.UNBLOCK}),
        "решения Главы о блокировке придётся исполнять вручную (п. 4.3)",
    ),
    (
        frozenset({_O.RESTORE_COMMENT}),
        "комментарии, удаление которых отменено, придётся возвращать вручную (п. 4.2)",
    ),
    (
        frozenset({_O.LIST_BLOCKED}),
        "не видно, исполнено ли решение Главы о блокировке (п. 4.3)",
    ),
)
"""What the office cannot do without these rights; what the program never does is not missed."""


_BACK = (
    "Данные поручения остаются и после возврата права: сделайте их вручную или запустите"
    " «Поручения» и ответьте «пусть программа попробует снова»."
)
_ERRANDS = (
    "До тех пор то, что программа не может сделать, становится поручением: ссылка, что нажать и"
    " срок — в отчёте «Поручения»; комментарий удаляют только по решению специалиста, блокируют"
    f" только по решению Главы или заместителя. {_BACK}"
)
_UNREAD = (
    "До тех пор того, что программа не может прочесть, она не видит и никому не поручает, а в"
    " отчётах оно «не проверено»: просматривайте страницу сами."
)


@dataclass(frozen=True, slots=True)
class Keys:
    """Whose the keys of a page are, as their block says: `owner`, `holder`; `block` is its name."""

    owner: str
    holder: str
    block: str

    @property
    def of_the_house(self) -> bool:
        """A specially created account of the administration, as clause 2.2 wants it."""
        return self.holder == OF_THE_HOUSE

    @property
    def private(self) -> bool:
        """The account of a private person."""
        return self.holder == PRIVATE

    @property
    def whose(self) -> str:
        """For a letter: name and holder."""
        return f"{self.owner or 'не названо'} ({self.holder})"


def tell(
    session: Session,
    office: Organisation,
    page: Page,
    rights: Sequence[Right],
    *,
    keys: Keys,
    now: datetime,
) -> None:
    """Order the letters about what this page has lost and got back, in the probe's transaction.

    One alarm for all that was found lost together; its all-clear when none of that is refused any
    more. What is lost later is an alarm of its own.
    """
    newest = {op: rows[-1] for op, rows in history(session, office, page.key).items()}
    lost = [r for r in rights if r.lost and newest[r.operation].told_in is None]
    if lost:
        subject = f"rights:{page.key}:{min(newest[r.operation].id for r in lost)}"
        for right in lost:
            newest[right.operation].told_in = subject
        words = _loss(office, page, keys, lost, now)
        headline = f"Сеть отказывает в правах: {named(page)}"
        also = CONCERNS[Cause.RIGHT].offices
        raise_alarm(session, office, subject, headline, words, now, also=also)
    for subject, operations in _mended(session, office, page.key).items():
        back = [r for r in rights if r.operation in operations]
        all_clear(session, office, subject, _return(page, back), now)


def _mended(session: Session, office: Organisation, page: str) -> dict[str, list[Operation]]:
    """Alarms of which nothing is refused any more, and what they were about."""
    told: dict[str, list[Operation]] = {}
    standing = set()
    for operation, rows in history(session, office, page).items():
        for row in rows:
            if row.told_in is not None:
                told.setdefault(row.told_in, []).append(operation)
                if row is rows[-1]:
                    standing.add(row.told_in)
    return {subject: about for subject, about in told.items() if subject not in standing}


def _loss(
    office: Organisation, page: Page, keys: Keys, lost: Sequence[Right], now: datetime
) -> str:
    said: dict[str, list[str]] = {}
    for right in lost:
        said.setdefault(right.known.why if right.known else "", []).append(_was(office, right))
    lacks = [
        f"Нельзя: {', '.join(operations)}.\nОтвет сети: {why or 'без объяснения'}"
        for why, operations in said.items()
    ]
    operations = {right.operation for right in lost}
    until = [_UNREAD if operations & READING else "", _ERRANDS if operations - READING else ""]
    means = [f"— {words}" for about, words in _MEANS if about & operations]
    return "\n\n".join(
        [
            f"{minute(office.local(now))} проверено, что могут ключи страницы {named(page)}.",
            *lacks,
            "Что это значит:\n" + "\n".join(means),
            "Не сделано: на странице ничего не изменено, программа только спросила.",
            f"Чей ключ: {keys.whose}.\n"
            "Что делать: пусть владелец ключа вернёт названное право в настройках страницы или"
            f" получит новый ключ; новый вставьте в блок «{keys.block}» (Prefect, раздел Blocks)."
            " Потом запустите «Проверка прав»: когда всё вернётся, придёт отбой.",
            *filter(None, until),
        ]
    )


def _was(office: Organisation, right: Right) -> str:
    before = right.before
    if before is None or before.answer is not Answer.YES:
        return right.operation.quoted
    return f"{right.operation.quoted} (было можно, {minute(office.local(before.asked_at))})"


def _return(page: Page, back: Sequence[Right]) -> str:
    lines = []
    for right in back:
        if right.known:
            said = filter(None, (right.known.answer, right.known.why))
            lines.append(f"— {right.operation.quoted}: {', '.join(said)}")
    errands = [] if {right.operation for right in back} <= READING else ["", _BACK]
    return "\n".join([f"Страница {named(page)}: сеть больше не отказывает.", *lines, *errands])
