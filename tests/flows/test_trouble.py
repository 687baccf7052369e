"""«Беда» from the comment to the answer under it: at night, watched, without mail."""

from datetime import datetime, timedelta
from typing import Any, cast

from prefect.artifacts import Artifact

from flows.collect_comments import collect_comments
from flows.publish import publish
from flows.trouble import trouble
from gospablik.moderation.troubles.case import trouble_case
from gospablik.store.tables import Kind, State
from office.demo.scene import ZONE
from tasks.desk import desk
from tasks.trouble_form import trouble_form
from tests.flows.town import Town, read_run

SPECIALIST = "Специалистова С. С. (специалист отдела ИТ)"
COLD = "Северная 12, второй день нет тепла, в квартире +9, дети мёрзнут"
FIRE = "Горит дом на Комсомольской, помогите!"


def writes(town: Town, *texts: str, user: int = 503) -> int:
    """A resident writes under the newest post; the last comment's id."""
    if not town.outside.posts():
        town.news(0)
        town.run(publish)
    post = int(town.outside.posts()[0]["id"])
    return [town.outside.comment(post, user, text) for text in texts][-1]


def queue() -> str:
    return str(cast(Artifact, Artifact.get("ochered")).data)


def page_says(town: Town) -> list[str]:
    """Comments of the page itself."""
    return [c["text"] for c in town.outside.comments() if c["user_id"] < 0]


def letters(town: Town) -> list[dict[str, Any]]:
    return [letter for letter in town.letters() if "Беда" in letter["subject"]]


def test_on_new_years_eve_a_letter_at_once_and_one_word_sends_the_answer(town: Town) -> None:
    town.at(datetime(2026, 12, 31, 23, 58, tzinfo=ZONE))
    town.settings()
    comment = writes(town, COLD)
    collected = town.run(collect_comments)
    assert not collected.red, collected.words
    assert "1 письмо о беде" in collected.name
    (letter,) = letters(town)
    assert letter["to"] == ["duty@example.test"]
    assert letter["subject"].startswith("Беда: нет тепла — ВКонтакте, комментарий 31.12 23:5")
    assert COLD in letter["text"]
    assert f"?reply={comment}" in letter["text"]
    assert "Позвоните 112" in letter["text"]
    assert SPECIALIST in letter["text"]
    assert queue().startswith("# Беда")
    assert "запуск «Беда» открывается" in queue()
    assert page_says(town) == [], "без слова человека никому не отвечено"

    town.at(datetime(2027, 1, 1, 0, 6, tzinfo=ZONE))
    done = town.answer(trouble, town.question(trouble), official=SPECIALIST, item_1="да")
    assert not done.red, done.words
    assert done.name.startswith("Беда: «да»: 1 ответ, «нет»: 0, ")
    (said,) = page_says(town)
    assert "передаём дежурному прямо сейчас" in said
    assert [a.state for a in town.actions(Kind.REPLY)] == [State.CONFIRMED]
    assert "отправлен 01&#46;01 00&#58;0" in queue()
    again = town.run(collect_comments)
    assert not again.red, again.words
    assert (len(letters(town)), len(page_says(town))) == (1, 1)
    assert town.run(trouble).name.startswith("Беда: ничего не ждёт решения, ")


def test_no_and_nobody_is_answered(town: Town) -> None:
    writes(town, FIRE)
    town.run(collect_comments)
    done = town.answer(trouble, town.question(trouble), official=SPECIALIST, item_1="нет")
    assert done.name.startswith("Беда: «да»: 0 ответов, «нет»: 1, ")
    assert page_says(town) == []
    assert "решено не отвечать" in queue()
    town.run(collect_comments)
    assert town.questions(trouble) == []


def test_a_watched_page_gets_a_letter_and_no_question(town: Town) -> None:
    writes(town, FIRE)
    town.settings(mode='"наблюдение"')
    collected = town.run(collect_comments)
    assert not collected.red, collected.words
    (letter,) = letters(town)
    assert "слова не спросит: страница в режиме «наблюдение»" in letter["text"]
    assert "Resume" not in letter["text"]
    assert town.questions(trouble) == []
    assert "страница в режиме «наблюдение»" in queue()


def test_all_stopped_and_the_letter_waits_as_all_mail_does(town: Town) -> None:
    writes(town, FIRE)
    town.settings(stop_all="true")
    stopped = town.run(collect_comments)
    assert not stopped.red, stopped.words
    assert "всё остановлено" in stopped.name
    assert letters(town) == []
    assert "не отправлено&#58; всё остановлено" in queue()
    town.settings()
    town.run(collect_comments)
    assert len(letters(town)) == 1


def test_the_mail_server_refuses_and_the_form_says_that_nobody_was_reached(town: Town) -> None:
    writes(town, FIRE)
    town.fault("smtp:rcpt", "status", status=550)
    refused = town.run(collect_comments)
    assert refused.red
    assert "письмо: отклонено" in refused.name
    assert letters(town) == []
    assert len(town.questions(trouble)) == 1
    assert "НЕ отправлено" in queue()
    with town.store.read() as session:
        page = trouble_form(trouble_case(session, desk().office, 1))._description or ""
    assert "Дежурный письмом НЕ извещён" in page


def test_the_mail_server_is_down_and_the_letter_goes_when_it_is_back(town: Town) -> None:
    writes(town, FIRE)
    town.mail_server(password="not-the-password")
    first = town.run(collect_comments)
    assert first.red
    assert "письмо: ждёт очереди" in first.name
    assert FIRE not in first.words
    assert town.run(collect_comments).red, "пока не ушло, говорит каждый запуск"
    town.mail_server()
    town.later(minutes=31)
    assert not town.run(collect_comments).red
    assert len(letters(town)) == 1


def test_in_ok_the_yes_is_an_errand_of_an_hour_with_the_words(town: Town) -> None:
    ok, _, _ = town.all_networks()
    town.news(0)
    town.run(publish)
    (post,) = ok.posts()
    ok.write(post.id, 503, FIRE)
    collected = town.run(collect_comments)
    assert "1 письмо о беде" in collected.name, collected.words
    assert "Одноклассники" in letters(town)[0]["subject"]
    done = town.answer(trouble, town.question(trouble), official=SPECIALIST, item_1="да")
    assert not done.red, done.words
    assert "ответ о беде: поручение сотруднику" in done.name
    (action,) = town.actions(Kind.REPLY)
    assert action.state is State.ERRAND
    assert action.do_by is not None
    assert action.do_by - action.recorded_at < timedelta(hours=1, minutes=1)
    assert "Если горит — сразу выходите" in (action.press or "")
    assert "## Ответ о беде, запись журнала" in "".join(done.artifacts)
    assert "поручение сотруднику" in queue()


def test_gone_before_the_answer_and_the_question_is_withdrawn(town: Town) -> None:
    writes(town, FIRE)
    town.run(collect_comments)
    run = town.question(trouble)
    (comment,) = town.outside.comments()
    town.outside.remove_by_hand(comment)
    town.later(hours=2)
    town.run(collect_comments, how="всё заново")
    assert town.questions(trouble) == []
    assert "комментария на странице больше нет" in queue()
    late = read_run(run)
    assert late.state == "Cancelled"
    assert page_says(town) == []
