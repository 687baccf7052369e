"""A week in which everything happened, good and bad: to look at and to test the letter with."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gospablik.control import rules
from gospablik.control.checks import note_reading
from gospablik.organisation import Organisation
from gospablik.outcomes import ConfirmedBy
from gospablik.regulation import Ground
from gospablik.store.session import Store
from gospablik.store.tables import DecisionVerdict, Kind, Result, State, Verdict
from tests.gospablik.control import factories as make
from tests.gospablik.control.factories import at

NOW = at(30, 9, 30)
"""Monday morning after the week of 23–29 November 2026."""


def busy_office() -> Organisation:
    """Two pages and a norm."""
    return make.office(norm=5, pages=2, appointed="постановление от 01.02.2026 № 10")


def busy_week(store: Store, house: Organisation) -> None:
    """Fill the store."""
    with store.write() as session:
        make.checked(session, house, when=at(29, 22))
        make.checked(session, house, when=at(24, 9), official=Result.BAD)
        make.checked(session, house, when=at(29, 23))
        note_reading(session, house, page="vk-1", rule=rules.HARVEST, subject="777",
                     unread="сеть не ответила", now=at(29, 23))  # fmt: skip
        titles = (
            "График вывоза мусора на декабрь",
            "О работе школ при −45 °C и ниже: с 1 декабря занятия в две смены",
            "Итоги заседания административной комиссии",
            "Открыт каток у школы № 2 <script>alert(1)</script>",
            "Ремонт теплотрассы на улице Северной: отключения 26 и 27 ноября",
        )
        posts = [
            make.post(session, when=at(23 + n, 10 + n, 5 * n), title=title,
                      how=ConfirmedBy.ANSWER if n == 2 else ConfirmedBy.READBACK)
            for n, title in enumerate(titles)
        ]  # fmt: skip
        for first in posts[:4]:
            second = make.post(session, when=first.planned_at + timedelta(hours=1), page="vk-1",
                               of=first.item)  # fmt: skip
            make.reconciled(session, house, of=second, when=at(29, 21))
        for post in posts[:4]:
            make.reconciled(session, house, of=post, when=at(29, 21))
        make.reconciled(session, house, of=posts[2], when=at(29, 22), result=Result.BAD,
                        found="на сайте «27 ноября», в посте «28 ноября»")  # fmt: skip
        make.reconciled(session, house, of=posts[3], when=at(29, 22), result=Result.BAD,
                        rule=rules.LIVE_LINK, found="ссылок нет")  # fmt: skip
        make.post(session, when=at(27, 11), title="Субсидии на уголь", live=False,
                  held="в посте телефон 8 (4112) 00-00-00, которого нет на сайте, спорное &"
                  " <мелкое>")  # fmt: skip
        make.item(session, when=at(23, 9), title="О проведении ярмарки")
        lost = make.post(session, when=at(28, 11), title="Перекрытие переправы", live=False)
        make.action(session, kind=Kind.PUBLISH, subject=lost.id, when=at(28, 11),
                    state=State.ERRAND, why="ключ не даёт права публиковать",
                    link="https://vk.com/club101", press="«Добавить запись»\nТекст")  # fmt: skip
        _people(session)
    make.carried(store, house, when=at(26, 12))


def _people(session: Session) -> None:
    words = [make.comment(session, when=at(24, 10 + n), author=f"50{n}", found=at(24, 11 + n),
                          text="<b>ругань</b>") for n in range(6)]  # fmt: skip
    make.ruling(session, of=words[0], when=at(25, 9))
    make.ruling(session, of=words[1], when=at(25, 9), ground=Ground.DISTORTION)
    make.ruling(session, of=words[2], when=at(25, 9), verdict=Verdict.KEEP)
    make.ruling(session, of=words[3], when=at(25, 9), annulled=at(26, 9))
    make.comment(session, when=at(27), gone=at(28))
    for n, state in enumerate((State.CONFIRMED, State.ERRAND)):
        make.action(session, kind=Kind.REPLY, subject=f"told:{n}", when=at(26, 13), state=state,
                    why="нет права отвечать" if n else None, how=ConfirmedBy.ANSWER,
                    link="https://vk.com/wall-101_1" if n else None,
                    press="Ответьте под постом" if n else None)  # fmt: skip
    ours = make.decision(session, when=at(27, 15))
    make.decision(session, when=at(27, 16), verdict=DecisionVerdict.REFUSE, official="deputy",
                  reason="второе слово Жителя спорно")  # fmt: skip
    make.action(session, kind=Kind.BLOCK, subject=ours.id, when=at(27, 15, 5))
    make.action(session, kind=Kind.BLOCK, subject="999", when=at(28, 15),
                how=ConfirmedBy.PERSON)  # fmt: skip
    make.proposal(session, when=at(26, 9))
    make.action(session, kind=Kind.MAIL, subject="case:1:head", page="", when=at(27, 10))
    make.action(session, kind=Kind.MAIL, subject="case:2:deputy", page="", when=at(27, 10),
                state=State.REJECTED, why="550 нет такого ящика")  # fmt: skip


def many(store: Store, house: Organisation, *, number: int, when: datetime) -> None:
    """So many news without a post: more exceptions than any letter holds."""
    with store.write() as session:
        for n in range(number):
            make.item(session, when=when + timedelta(seconds=n), title=f"Новость {'ё' * 300}")
