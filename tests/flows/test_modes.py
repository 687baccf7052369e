"""Watched pages, all stopped, twice in a row: what may not happen outside does not."""

from typing import Any

import httpx

from flows.alarm import alarm
from flows.collect_comments import collect_comments
from flows.publish import publish
from flows.reconcile import reconcile
from flows.review import review
from flows.weekly_control import weekly_control
from gospablik.store.tables import Kind, State
from office.demo.story import FIRST_COMMENTS, NEWS
from tests.flows.town import Run, Town

SPECIALIST = "Специалистова С. С. (специалист отдела ИТ)"
INSULT = FIRST_COMMENTS[3][1]


def residents_write(town: Town) -> None:
    """All five of the demo's, under the newest post."""
    post = int(town.outside.posts()[0]["id"])
    for user, text in FIRST_COMMENTS:
        town.outside.comment(post, user, text)


def remove_the_insult(town: Town) -> Run:
    """The specialist rules on the first comment of the form; the second is left for later."""
    run = town.answer(
        review, town.question(review), specialist=SPECIALIST, comment_1="удалить: оскорбление",
        reason="Оскорбление диспетчера.",
    )  # fmt: skip
    assert run.name.startswith("Разбор нарушений: решено 1, отложено 1")
    return run


def outside(town: Town) -> Any:
    """All that anybody else can see."""
    comments = [(c["text"], bool(c["deleted_by"])) for c in town.outside.comments()]
    return town.wall(), comments, len(town.letters()), town.outside.banned()


def test_a_watched_page_gets_nothing_and_people_see_what_it_would_get(town: Town) -> None:
    town.news(0)
    town.run(publish)
    residents_write(town)
    before = outside(town)
    town.settings(mode='"наблюдение"')
    town.news(1)

    published = town.run(publish)
    assert not published.red
    (page,) = published.artifacts
    assert "Режим «наблюдение»: было бы опубликовано" in page
    assert NEWS[1]["title"] in page
    collected = town.run(collect_comments)
    assert collected.name.startswith("Сбор комментариев: 5 новых, ")
    page = "".join(collected.artifacts)
    assert "Режим «наблюдение»: специалиста спросили бы" in page
    assert "идиот" in page
    assert "Ждущих решения нет." in page
    assert not town.run(reconcile).red
    assert town.run(review).name.startswith("Разбор нарушений: ничего не ждёт решения, ")
    assert outside(town) == before


def test_a_page_put_under_watch_with_a_removal_due_is_left_alone_and_not_red(town: Town) -> None:
    town.news(0)
    town.run(publish)
    residents_write(town)
    town.run(collect_comments)
    town.fault("vk:wall.deleteComment", "error", error={"error_code": 9})
    remove_the_insult(town)
    town.settings(mode='"наблюдение"')
    town.later(minutes=11)
    for _ in range(2):
        run = town.run(collect_comments)
        assert not run.red, run.words
    assert INSULT in [c["text"] for c in town.outside.comments() if not c["deleted_by"]]
    assert [a.state for a in town.actions(Kind.REMOVE)] == [State.DUE]


def test_all_stopped_claims_nothing_and_every_run_says_so(town: Town) -> None:
    town.news(0)
    town.run(publish)
    before = outside(town)
    town.settings(stop_all="true")
    town.news(1)
    for flow in (publish, collect_comments, reconcile, weekly_control, alarm):
        run = town.run(flow)
        assert not run.red, run.words
        assert "всё остановлено, наружу ничего не уходит" in run.name
        assert "письмо отправлено" not in run.name
    assert outside(town) == before
    waiting = [*town.actions(Kind.PUBLISH)[1:], *town.actions(Kind.MAIL)]
    assert {(a.state, a.tries) for a in waiting} == {(State.DUE, 0)}

    town.settings()
    town.run(publish)
    town.run(alarm)
    assert town.wall() == [NEWS[0]["title"], NEWS[1]["title"]]
    assert len(town.letters()) == 3, "тревога дважды и контрольный отчёт"


def test_every_pass_twice_changes_nothing_outside(town: Town) -> None:
    town.news(0)
    town.run(publish)
    residents_write(town)
    town.run(collect_comments)
    remove_the_insult(town)
    town.run(reconcile)
    town.run(weekly_control)
    town.run(alarm)
    before = outside(town)
    assert (INSULT, True) in before[1]
    assert before[2] == 3
    for flow in (publish, collect_comments, reconcile, weekly_control, alarm):
        again = town.run(flow)
        assert not again.red, again.words
        assert outside(town) == before, again.name


def test_without_a_user_key_a_removal_is_an_errand_and_the_letter_names_it(town: Town) -> None:
    town.news(0)
    town.run(publish)
    residents_write(town)
    town.keys(user_token="")
    town.run(collect_comments)
    ruled = remove_the_insult(town)
    (errand,) = town.actions(Kind.REMOVE)
    assert errand.state is State.ERRAND
    (comment,) = [c for c in town.outside.comments() if c["text"] == INSULT]
    link = f"{town.outside.address}/vk/wall-217000001_{comment['post_id']}?reply={comment['id']}"
    assert errand.link == link
    assert link in "".join(ruled.artifacts)
    assert not comment["deleted_by"]

    town.run(weekly_control, week="текущая неделя (на сейчас)")
    letter = town.letters()[-1]["text"]
    assert link in letter
    assert "нужен ключ пользователя, а его у программы нет" in letter
    assert "нажмите «Удалить»" in letter

    pressed = f"{town.outside.address}/vk/wall-217000001_{comment['post_id']}/remove_comment"
    assert httpx.post(pressed, data={"comment_id": comment["id"]}).is_redirect
    seen = town.run(collect_comments)
    assert not seen.red
    assert "Открытых поручений нет" in "".join(seen.artifacts)
    assert [a.state for a in town.actions(Kind.REMOVE)] == [State.CONFIRMED]


def test_an_empty_form_decides_nothing_and_the_question_is_asked_again(town: Town) -> None:
    town.news(0)
    town.run(publish)
    residents_write(town)
    town.run(collect_comments)
    run = town.answer(review, town.question(review), specialist=SPECIALIST)
    assert run.name.startswith("Разбор нарушений: решено 0, отложено 2")
    assert not [c for c in town.outside.comments() if c["deleted_by"]]
    assert town.run(collect_comments).name.startswith(
        "Сбор комментариев: новых нет; 2 вопроса ждут, "
    )
