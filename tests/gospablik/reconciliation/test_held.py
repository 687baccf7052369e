"""Posts that the gate holds back: asked about, corrected, dropped, taken up again (clause 3.2)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import select

from gospablik.control.report import compose
from gospablik.control.week import Week
from gospablik.errors import OfficeError
from gospablik.moderation.questions import open_questions, withdraw_old
from gospablik.organisation import Organisation
from gospablik.publishing.held import dropped
from gospablik.publishing.plan import NO_DATE, hold, keep_article, reword
from gospablik.reconciliation.held_answers import HeldAnswered, SaidOfHeld, answer_held
from gospablik.reconciliation.held_case import (
    CORRECT,
    DROP,
    RETURN,
    STAY,
    WAIT,
    HeldCase,
    held_case,
)
from gospablik.reconciliation.held_questions import open_held, open_held_by_hand
from gospablik.reconciliation.planned import lacking
from gospablik.store.session import Store
from gospablik.store.tables import Hold, Post, Question, Topic
from tests.gospablik.moderation.town import PAGE, office
from tests.gospablik.publishing.desk import Desk, news, two_pages

FEED = "Сбор 29 ноября в 10:00 у клуба."
ARTICLE = "Новость 1\n\nСбор 30 ноября в 10:00 у клуба."
WHY = "Числа, даты и ссылки поста должны быть на странице новости (п. 3.2)."


@dataclass
class Held:
    """A desk with one news item that the feed and its page tell otherwise, and its forms."""

    desk: Desk
    pages: Sequence[str] = field(default=(PAGE,))

    def spoil(self, *, mendable: bool = True, items: int = 1) -> None:
        self.desk.read(*(news(n, announce=FEED) for n in range(1, items + 1)))
        for page in self.pages:
            self.desk.plan(page)
        self.hold(mendable=mendable)

    def hold(self, *, mendable: bool = True) -> None:
        """What the next pass does with what does not agree."""
        for page in self.pages:
            for post in self.desk.waiting(page):
                with self.desk.store.write() as session:
                    keep_article(session, post.revision_id, text=ARTICLE, unread=None)
                    hold(session, post, WHY, mendable=mendable)

    def ask(self) -> list[int]:
        with self.desk.store.write() as session:
            return open_held(session, self.desk.office, self.desk.clock())

    def by_hand(self, run: str = "run") -> list[int]:
        with self.desk.store.write() as session:
            open_held_by_hand(session, self.desk.office, run, self.desk.clock())
        return self.open()

    def open(self) -> list[int]:
        with self.desk.store.read() as session:
            asked = open_questions(session, self.desk.office)
        return [question.id for question in asked if question.topic is Topic.HELD]

    def case(self, question: int) -> HeldCase:
        with self.desk.store.read() as session:
            return held_case(session, self.desk.office, question)

    def answer(
        self,
        question: int,
        choice: str,
        text: str = "",
        *,
        number: int = 1,
        by: str = "spec",
        reason: str = "ошибка на сайте",
        round: int = 1,
        broken: str = "",
    ) -> HeldAnswered:
        said = {number: SaidOfHeld(choice, text, broken)}
        with self.desk.store.write() as session:
            return answer_held(
                session, self.desk.office, question, round, said, by, reason, self.desk.clock()
            )

    def corrected(self) -> str:
        return self.desk.posts()[0].text.replace("29 ноября", "30 ноября")


@pytest.fixture
def held(store: Store) -> Held:
    return Held(Desk(store))


@pytest.fixture
def quick(sqlite_store: Store) -> Held:
    """Where the kind of database does not matter."""
    return Held(Desk(sqlite_store))


def test_asked_once_shown_whole_and_corrected(held: Held) -> None:
    held.spoil()
    [question] = held.ask()
    assert held.ask() == [], "эту уже спрашивают"
    [item] = held.case(question).items
    assert (item.hold, item.why, item.pages) == (Hold.TEXT, WHY, ("Посёлок Пример",))
    assert [words for words, differs in item.pieces if differs] == ["29 ноября"]
    assert item.differing == ("дата: в тексте «29 ноября», на сайте «30 ноября»",)
    assert "".join(words for words, _ in item.pieces) == item.text == item.filled

    text = held.corrected()
    assert held.answer(question, CORRECT, text) == HeldAnswered(corrected=1)
    [post] = held.desk.posts()
    assert (post.text, post.own_words, post.worded_by) == (text, text, "spec")
    assert held.answer(question, CORRECT, text).repeated
    assert "второй ответ не принят" in (held.answer(question, CORRECT, text + "!").refused or "")
    [candidate] = held.desk.waiting()
    assert (candidate.own_words, candidate.text) == (True, text)
    with held.desk.store.write() as session:
        reword(session, held.desk.page(), [candidate])
    assert held.desk.posts()[0].text == text
    assert held.desk.release(candidate)
    assert held.ask() == []


def test_a_specialists_text_is_for_one_wording_of_the_news_only(held: Held) -> None:
    held.spoil()
    held.answer(held.ask()[0], CORRECT, held.corrected())
    checked = held.desk.waiting()[0]
    held.desk.read(news(1, announce="Сбор 1 декабря в 10:00 у клуба."))
    assert held.desk.refresh() == 1
    [post] = held.desk.posts()
    assert post.own_words is None
    assert "1 декабря" in post.text
    assert not held.desk.release(checked), "этот текст никто не проверял"
    [now] = held.desk.waiting()
    assert (now.own_words, now.worded_before) == (False, "spec")
    held.hold()
    [again] = held.ask()
    assert "текст, который дал(а) Имя spec" in held.case(again).items[0].why


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (" Телефон: 8 (4112) 55-55-55.", "телефон: «8 (4112) 55-55-55», на сайте этого нет"),
        (" Вход платный.", "слова: «Вход платный.», на сайте этого нет"),
    ],
)
def test_what_the_site_does_not_say_is_never_written(quick: Held, more: str, said: str) -> None:
    quick.spoil()
    text = quick.corrected().replace("у клуба.", f"у клуба.{more}")
    [question] = quick.ask()
    answered = quick.answer(question, CORRECT, text)
    assert said in answered.notes[0]
    assert (answered.corrected, answered.left) == (0, 1)
    assert quick.desk.posts()[0].own_words is None
    [item] = quick.case(quick.ask()[0]).items
    assert item.filled == text, "набранное не пропало"
    assert said in (item.refused or "")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("https://town.test/news/1", ""), "нет ссылки на новость"),
        (("", ""), "текст не изменён"),
        (("у клуба", "у клуба" + "!" * 15_000), "текст длиннее предела на"),
    ],
)
def test_a_text_that_cannot_go_out(quick: Held, change: tuple[str, str], said: str) -> None:
    quick.spoil()
    text = quick.desk.posts()[0].text.replace(*change)
    assert said in quick.answer(quick.ask()[0], CORRECT, text).notes[0]


def test_what_the_data_checks_have_against_it_counts_too(quick: Held) -> None:
    quick.spoil()
    answered = quick.answer(quick.ask()[0], CORRECT, quick.corrected(), broken="Нет заголовка.")
    assert answered.notes == ("Текст 1: Нет заголовка. Текст не записан; исправьте его или сайт.",)


def test_waiting_is_asked_about_again_when_its_term_is_over(quick: Held) -> None:
    quick.spoil()
    [question] = quick.ask()
    edited = quick.answer(question, WAIT, quick.corrected())
    assert "выбрано «ждать: исправят на сайте»" in edited.notes[0]
    [second] = quick.ask()
    assert quick.case(second).items[0].filled == quick.corrected()
    assert quick.answer(second, WAIT, quick.corrected()) == HeldAnswered(left=1)
    assert quick.ask() == [], "ответ «ждать» действует рабочий день"
    assert len(quick.by_hand()) == 1, "вручную показывают всё"
    quick.desk.clock.at += timedelta(days=1)
    with quick.desk.store.write() as session:
        [old] = withdraw_old(session, quick.desk.office, quick.desk.clock())
    assert old.topic is Topic.HELD
    assert len(quick.ask()) == 1


def test_a_dropped_post_is_no_candidate_nor_lacking_until_it_is_taken_up(held: Held) -> None:
    held.spoil()
    [question] = held.ask()
    assert "не сказано, почему" in held.answer(question, DROP, reason=" ").notes[0]
    assert held.answer(held.ask()[0], DROP) == HeldAnswered(dropped=1)
    desk = held.desk
    assert (desk.waiting(), held.ask()) == ([], [])
    desk.clock.at += timedelta(days=4)
    with desk.store.read() as session:
        assert lacking(session, desk.office, desk.page(), desk.clock()) == []
        [said] = dropped(session, desk.office, desk.page(), desk.clock() - timedelta(days=5))
    assert said.words == (
        "не публикуется по решению: Имя spec (специалист отдела ИТ); причина: ошибка на сайте"
    )

    with desk.store.write() as session:
        week = Week.current(desk.office, desk.clock())
        letter = compose(session, desk.office, week, desk.clock(), "0").text
    assert "новости, которые решено не публиковать" in letter.lower()
    assert said.words in " ".join(letter.split())

    [form] = held.by_hand()
    assert held.by_hand() == [form], "возобновлённый запуск показывает ту же форму"
    assert held.by_hand("other") == [form]
    assert held.case(form).items[0].hold is Hold.DROPPED
    assert held.answer(form, STAY) == HeldAnswered(left=1)
    [form] = held.by_hand("third")
    assert held.answer(form, RETURN) == HeldAnswered(returned=1)
    [again] = desk.waiting()
    assert desk.release(again)
    [action] = desk.actions()
    assert action.not_after
    assert action.not_after > desk.clock(), "срок выхода считается заново"


def test_after_two_weeks_it_stays_dropped(quick: Held) -> None:
    quick.spoil()
    quick.answer(quick.ask()[0], DROP)
    quick.desk.clock.at += timedelta(days=14, hours=1)
    assert quick.by_hand() == []


def test_pages_with_one_text_share_a_place_and_one_that_is_only_watched_has_none(
    quick: Held,
) -> None:
    quick.desk.office, quick.pages = two_pages(), (PAGE, "second-vk")
    quick.spoil()
    [question] = quick.ask()
    [item] = quick.case(question).items
    assert len(item.pages) == 2
    quick.answer(question, CORRECT, quick.corrected())
    assert len({post.own_words for post in quick.desk.posts()}) == 1

    watched = Held(quick.desk, (PAGE, "second-vk"))
    watched.desk.office = two_pages("наблюдение")
    watched.desk.read(news(2, announce=FEED))
    for page in watched.pages:
        watched.desk.plan(page)
    watched.hold()
    [second] = watched.ask()
    assert len(watched.case(second).items[-1].pages) == 1


def test_what_no_text_can_mend_is_waited_for_or_dropped(quick: Held) -> None:
    quick.desk.read(news(1, None))
    quick.desk.plan()
    [question] = quick.ask()
    [item] = quick.case(question).items
    assert (item.hold, item.why, item.differing) == (Hold.OTHER, NO_DATE, ())
    assert "неизвестный выбор" in (quick.answer(question, CORRECT, "x").refused or "")
    assert quick.answer(question, WAIT).left == 1
    assert quick.ask() == []


def test_ten_texts_a_form_and_three_forms_at_once(quick: Held) -> None:
    quick.spoil(items=35)
    first = quick.ask()
    assert [len(quick.case(one).items) for one in first] == [10, 10, 10]
    assert quick.ask() == []
    assert quick.answer(first[0], DROP, number=2).left == 9
    [fourth] = quick.ask()
    assert len(quick.case(fourth).items) == 5


def test_news_mended_meanwhile_say_so_and_end_the_form(quick: Held) -> None:
    quick.spoil(items=2)
    [question] = quick.ask()
    quick.desk.read(news(1, announce=FEED.replace("29", "30")), news(2, announce=FEED))
    quick.desk.refresh()
    mended, other = quick.case(question).items
    assert (mended.left, other.left) == ("новость на сайте изменена, пост составлен заново", None)
    answered = quick.answer(question, DROP)
    assert answered.notes == (f"Текст 1: {mended.left}; решение не записано.",)
    assert quick.desk.posts()[0].dropped_at is None

    [again] = quick.by_hand()
    for post in quick.desk.waiting():
        quick.desk.release(post)
    assert quick.ask() == []
    assert quick.open() == [], "решать больше нечего"
    refused = quick.answer(again, DROP).refused or ""
    assert "вопрос отозван (решать больше нечего)" in refused


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"round": 2}, "форма устарела"),
        ({"by": "head"}, "полномочия этого лица сегодня не действуют"),
        ({"number": 7}, "нет текста под номером 7"),
    ],
)
def test_a_bad_answer_changes_nothing(quick: Held, more: dict[str, object], said: str) -> None:
    quick.spoil()
    [question] = quick.ask()
    assert said in (quick.answer(question, DROP, **more).refused or "")  # type: ignore[arg-type]
    assert quick.open() == [question]
    assert [post.dropped_at for post in quick.desk.posts()] == [None]


def test_a_page_that_left_the_settings_is_told_of(quick: Held) -> None:
    quick.desk.office, quick.pages = two_pages(), (PAGE, "second-vk")
    quick.spoil()
    [question] = quick.ask()
    quick.desk.office = office()
    assert quick.answer(question, CORRECT, quick.corrected()).notes == (
        "Текст 1: страницы больше нет в organisation.toml; решение не записано.",
    )


def test_nobody_to_ask_is_said(quick: Held) -> None:
    quick.spoil()
    quick.desk.office = without_specialists(quick.desk.office)
    with pytest.raises(OfficeError, match="специалиста, чьи полномочия действуют, нет"):
        quick.ask()
    with quick.desk.store.read() as session:
        assert session.scalars(select(Question)).all() == []
        assert session.scalars(select(Post)).one().held_because == WHY


def without_specialists(town: Organisation) -> Organisation:
    return office(official=[town.official[0].model_dump()])
