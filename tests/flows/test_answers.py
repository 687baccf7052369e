"""A resident's question from the comment to the answer below it; a warning; by hand; New Year."""

from datetime import datetime
from typing import Any, cast

import httpx
from prefect.artifacts import Artifact

from flows.answers import answers
from flows.collect_comments import collect_comments
from flows.publish import publish
from flows.review import review
from flows.weekly_control import weekly_control
from gospablik.store.tables import Kind, State
from office.demo.scene import ZONE
from office.demo.story import GROUP
from tests.flows.town import Town

SPECIALIST = "Специалистова С. С. (специалист отдела ИТ)"
ASKED = "Скажите, когда вывезут мусор с Северной?"
RUDE = "Какой д.е.б.и.л это придумал"


def writes(town: Town, *texts: str, user: int = 503) -> int:
    """A resident writes under the newest post; the last comment's id."""
    if not town.outside.posts():
        town.news(0)
        town.run(publish)
    post = int(town.outside.posts()[0]["id"])
    return [town.outside.comment(post, user, text) for text in texts][-1]


def queue() -> str:
    return str(cast(Artifact, Artifact.get("voprosy")).data)


def page_says(town: Town) -> list[dict[str, Any]]:
    return [c for c in town.outside.comments() if c["user_id"] < 0]


def test_at_midnight_of_new_year_asked_and_answered_below_the_comment(town: Town) -> None:
    town.at(datetime(2026, 12, 31, 23, 58, tzinfo=ZONE))
    town.settings()
    comment = writes(town, ASKED)
    collected = town.run(collect_comments)
    assert not collected.red, collected.words
    assert "1 вопрос ждёт" in collected.name
    assert "**1 вопрос ждёт ответа.** Дольше всех: меньше рабочего часа" in queue()
    assert f"?reply={comment}" in queue()
    town.at(datetime(2027, 1, 1, 0, 6, tzinfo=ZONE))
    done = town.answer(
        answers, town.question(answers), specialist=SPECIALIST,
        question_1="ответить: передали в службу",
    )  # fmt: skip
    assert not done.red, done.words
    assert done.name.startswith("Ответы жителям: 1 ответ, ")
    (said,) = page_says(town)
    assert "Вопрос о вывозе мусора передали тем, кто за это отвечает." in said["text"]
    assert said["reply_to"] == comment
    assert "Без ответа вопросов нет." in queue()
    again = town.run(collect_comments)
    assert not again.red, again.words
    assert len(page_says(town)) == 1
    assert town.run(answers).name.startswith("Ответы жителям: ничего не ждёт решения, ")


def test_own_words_and_what_cannot_be_written_comes_back(town: Town) -> None:
    writes(town, ASKED)
    writes(town, "Когда откроют каток?", user=501)
    town.run(collect_comments)
    done = town.answer(
        answers, town.question(answers), specialist=SPECIALIST,
        question_1="ответить: своими словами", words_1="Сегодня <b>до 18:00</b>.",
        question_2="ответить: ответ есть в публикации", words_2="на сайте",
    )  # fmt: skip
    assert done.name.startswith("Ответы жителям: 1 ответ, не записано 1: причина в журнале, ")
    (said,) = page_says(town)
    assert "Сегодня <b>до 18:00</b>." in said["text"], "слова специалиста уходят как написаны"
    assert "Когда откроют каток" in queue()
    assert "форма открыта" in queue()
    assert len(town.questions(answers)) == 1


def test_answered_by_hand_the_form_is_withdrawn(town: Town) -> None:
    comment = writes(town, ASKED)
    town.run(collect_comments)
    assert len(town.questions(answers)) == 1
    town.later(minutes=5)
    said = {"owner_id": -GROUP, "post_id": town.outside.posts()[0]["id"], "from_group": GROUP}
    said |= {"message": "К вечеру.", "reply_to_comment": comment}
    key = {"access_token": town.tokens["user"], "v": "5.199"}
    method = f"{town.outside.address}/vk/method/wall.createComment"
    assert "response" in httpx.post(method, data={**said, **key}).json()
    town.run(collect_comments)
    assert town.questions(answers) == []
    assert "Без ответа вопросов нет." in queue()


def test_in_ok_the_answer_is_an_errand_with_the_words(town: Town) -> None:
    ok, _, _ = town.all_networks()
    town.news(0)
    town.run(publish)
    (post,) = ok.posts()
    ok.write(post.id, 503, ASKED)
    town.run(collect_comments)
    done = town.answer(
        answers, town.question(answers), specialist=SPECIALIST,
        question_1="ответить: как подать обращение (59-ФЗ)",
    )  # fmt: skip
    assert not done.red, done.words
    assert "ответ жителю: поручение сотруднику" in done.name
    (action,) = town.actions(Kind.REPLY)
    assert action.state is State.ERRAND
    assert "Комментарий не является обращением гражданина" in (action.press or "")


def test_a_watched_page_is_shown_and_nobody_is_asked(town: Town) -> None:
    writes(town, ASKED)
    town.settings(mode='"наблюдение"')
    assert not town.run(collect_comments).red
    assert town.questions(answers) == []
    assert "режим «наблюдение»" in queue()


def test_a_warning_is_written_once_and_the_week_tells_of_it(town: Town) -> None:
    comment = writes(town, RUDE)
    town.run(collect_comments)
    done = town.answer(
        review, town.question(review), specialist=SPECIALIST, comment_1="предупредить"
    )
    assert not done.red, done.words
    town.run(collect_comments)
    (said,) = page_says(town)
    assert "оставлен на странице с предупреждением по пункту 4.2" in said["text"]
    assert said["reply_to"] == comment
    assert [c["text"] for c in town.outside.comments() if c["id"] == comment] == [RUDE]
    assert [a.subject for a in town.actions(Kind.REPLY)] == ["warned:1"]
    told = town.run(weekly_control, week="текущая неделя (на сейчас)")
    letter = next(x for x in town.letters() if x["subject"].startswith("Контроль соцсетей"))
    assert "решено оставить и предупредить автора" in letter["text"], told.words
    assert "вопросов и просьб жителей за неделю" in letter["text"]
