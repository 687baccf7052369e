"""Words and names go when their term is over; seals and counts stay, and nothing returns."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from gospablik.errors import OfficeError
from gospablik.moderation.fate import fates
from gospablik.moderation.keeping import ERASED
from gospablik.moderation.proof import verify_chain
from gospablik.moderation.queue import count_standing
from gospablik.moderation.retention import NAME, Erased, erase_due, say
from gospablik.moderation.undoing import answer_undoing, find_ruling, open_undoing, undo_case
from gospablik.outcomes import NeedsPerson
from gospablik.store.comments import Author, Comment, CommentVersion, Finding
from gospablik.store.decisions import Decision
from gospablik.store.ledger import Action, Kind
from gospablik.store.retention import Keeping, RetentionWord
from gospablik.store.review import ProofContent
from gospablik.store.session import Store
from gospablik.store.troubles import ToldTrouble
from tests.gospablik.moderation.town import Town

PHONE = "Звоните Пете 8-914-100-20-30"


@pytest.fixture
def town(store: Store) -> Town:
    return Town(store)


def erase(town: Town) -> Erased:
    total = Erased()
    while True:
        with town.store.write() as session:
            batch = erase_due(session, town.office, town.now)
        if batch == Erased():
            return total
        total += batch


def texts(town: Town) -> list[str]:
    with town.store.read() as session:
        return list(session.scalars(select(CommentVersion.text).order_by(CommentVersion.id)))


def names(town: Town) -> list[str]:
    with town.store.read() as session:
        return sorted(session.scalars(select(Author.name)))


def told(town: Town, what: Keeping, named: str = "1", reason: str = "запрос прокуратуры") -> None:
    with town.store.write() as session:
        say(session, town.office, named, what, official_key="spec", reason=reason, now=town.now)


def test_ordinary_words_and_names_go_after_their_term_and_do_not_come_back(town: Town) -> None:
    town.write(1, "первое слово")
    town.harvest()
    town.write(1, "второе слово")
    town.write(2, "свежее слово", author=200)
    town.harvest()
    town.later(days=89)
    assert erase(town) == Erased()
    town.write(3, "новое слово", author=200)
    town.harvest()
    town.later(days=2)
    assert erase(town) == Erased(comments=2, authors=1)
    assert texts(town) == [ERASED, ERASED, ERASED, "новое слово"]
    assert names(town) == ["Житель 200", NAME]
    town.harvest()
    assert texts(town) == [ERASED, ERASED, ERASED, "новое слово"], "the page still shows them"
    with town.store.read() as session:
        assert fates(session, town.office, "слово").found[0].texts == ("новое слово",)
        [gone] = [f for f in fates(session, town.office, "1").found if not f.texts]
        assert gone.what.value == "на странице"
    assert erase(town).comments == 0


def test_what_quotes_the_words_goes_with_them(town: Town) -> None:
    town.write(1, PHONE)
    town.write(2, "Горим, пожар в доме 5, помогите!", author=200)
    town.harvest()
    town.later(days=100)
    erase(town)
    with town.store.read() as session:
        assert set(session.scalars(select(Finding.reason))) == {ERASED}
        assert [(row.reason, row.reply) for row in session.scalars(select(ToldTrouble))] == [
            (ERASED, ERASED)
        ]
        assert set(session.scalars(select(Comment.address))) == {None}


def test_evidence_is_kept_for_its_own_term_and_the_chain_holds_without_it(town: Town) -> None:
    town.misbehave(1)
    town.later(days=400)
    assert erase(town) == Erased()
    assert texts(town) == ["ты дурак"]
    with town.store.write() as session:
        action = session.scalars(select(Action).filter_by(kind=Kind.REPLY)).one()
        action.press, action.link, action.why = "Житель 100, ваш комментарий", "https://x", "y"
    town.later(days=800)
    assert erase(town) == Erased(comments=1, proofs=1, authors=1)
    assert texts(town) == [ERASED]
    assert names(town) == [NAME]
    with town.store.read() as session:
        assert session.scalars(select(ProofContent)).all() == []
        assert verify_chain(session, "town") is None
        assert count_standing(session, 1) == 1
        action = session.scalars(select(Action).filter_by(kind=Kind.REPLY)).one()
        assert (action.press, action.link, action.why) == (None, None, None)


def test_orders_about_a_removal_taken_back_go_with_it_too(town: Town) -> None:
    town.misbehave(1)
    with town.store.write() as session:
        ruling = find_ruling(session, town.office, "1")
        number = open_undoing(session, town.office, ruling, run="run", now=town.now)
        case = undo_case(session, town.office, number)
        answer_undoing(
            session, town.office, case,
            official_key="it-head", agreed=True, reason="шутка", now=town.now,
        )  # fmt: skip
    town.wall.answers = NeedsPerson("нет метода", "https://vk.com/wall-7_1", "Житель 100, …")
    town.carry(Kind.RESTORE, Kind.REPLY)
    orders = [*town.actions(Kind.RESTORE), *town.actions(Kind.REPLY)]
    assert [order.press is not None for order in orders] == [True, False, True]
    town.later(days=town.office.organisation.keep_proof_days + 1)
    erase(town)
    orders = [*town.actions(Kind.RESTORE), *town.actions(Kind.REPLY)]
    assert {(order.press, order.link, order.why) for order in orders} == {(None, None, None)}


def test_what_an_open_form_asks_about_waits(town: Town) -> None:
    town.write(1, "ты дурак")
    town.harvest()
    town.ask()
    town.later(days=100)
    assert erase(town) == Erased()
    with pytest.raises(OfficeError, match="ждёт ответа форма"):
        told(town, Keeping.ERASE)


def test_a_hold_keeps_and_its_end_lets_go(town: Town) -> None:
    town.write(1, "спорное слово")
    town.harvest()
    told(town, Keeping.HOLD)
    with pytest.raises(OfficeError, match="стирать его запрещено"):
        told(town, Keeping.ERASE)
    town.later(days=1500)
    assert erase(town) == Erased()
    told(town, Keeping.RELEASE, reason="дело закрыто")
    assert erase(town) == Erased(comments=1, authors=1)
    with town.store.read() as session:
        words = session.scalars(select(RetentionWord).order_by(RetentionWord.id)).all()
        assert [(word.what, word.official) for word in words] == [
            (Keeping.HOLD, "spec"),
            (Keeping.RELEASE, "spec"),
        ]


def test_a_person_asks_and_it_goes_at_once(town: Town) -> None:
    town.write(1, PHONE)
    town.write(2, "чужое слово")
    town.harvest()
    told(town, Keeping.ERASE, named="https://vk.com/wall-7_1?reply=1", reason="просьба автора")
    assert texts(town) == [ERASED, "чужое слово"]


def test_evidence_is_erased_for_nobody_before_its_term(town: Town) -> None:
    town.misbehave(1)
    with pytest.raises(OfficeError, match="запечатаны как доказательство"):
        told(town, Keeping.ERASE)
    assert texts(town) == ["ты дурак"]


def test_without_a_reason_a_person_or_a_comment_nothing_is_said(town: Town) -> None:
    town.write(1, "слово")
    town.harvest()
    with pytest.raises(OfficeError, match="не сказано, почему"):
        told(town, Keeping.ERASE, reason=" ")
    for named in ("", "77", "https://vk.com/wall-7_1?reply=9"):
        with pytest.raises(OfficeError, match="программа не знает"):
            told(town, Keeping.ERASE, named=named)
    town.later(days=40)
    with town.store.write() as session, pytest.raises(OfficeError, match="не действуют"):
        say(session, town.office, "1", Keeping.HOLD, official_key="head", reason="суд",
            now=town.now)  # fmt: skip
    assert texts(town) == ["слово"]


def decided(town: Town) -> Decision:
    with town.store.read() as session:
        return session.scalars(select(Decision)).one()


def test_a_decision_is_kept_longer_than_its_evidence_and_then_loses_its_reason(town: Town) -> None:
    town.decide(town.case())
    town.carry(Kind.BLOCK)
    town.later(days=1200)
    assert erase(town).proofs == 2
    assert (decided(town).reason, names(town)) == ("повторное оскорбление", ["Житель 100"])
    town.later(days=600)
    assert erase(town) == Erased(), "five years since the block was over, not since it was decided"
    town.later(days=60)
    assert erase(town).decisions == 1
    assert (decided(town).reason, decided(town).official) == (ERASED, "head")
    assert names(town) == [NAME]
    with town.store.read() as session:
        assert verify_chain(session, "town") is None


def test_a_block_for_ever_and_a_held_case_keep_their_reasons(town: Town) -> None:
    town.decide(town.case())
    with town.store.write() as session:
        session.execute(update(Decision).values(until=None, days=None))
    town.later(days=6000)
    assert erase(town).decisions == 0, "it is in force"
    with town.store.write() as session:
        session.execute(update(Decision).values(ended_at=town.now - timedelta(days=1)))
    assert erase(town).decisions == 0, "it has ended only yesterday"
    with town.store.write() as session:
        ended = {"until": town.now - timedelta(days=4000), "ended_at": None}
        session.execute(update(Decision).values(**ended))
    told(town, Keeping.HOLD)
    assert erase(town).decisions == 0
    told(town, Keeping.RELEASE)
    assert erase(town).decisions == 1
