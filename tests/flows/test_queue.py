"""What stands in «ochered» beside the queue: asked by many, drawn at random, made anew in time."""

import httpx

from flows.collect_comments import collect_comments
from flows.publish import publish
from flows.review import review
from office.demo.story import GROUP, RESIDENTS
from tests.flows.town import Run, Town

SPECIALIST = "Специалистова С. С. (специалист отдела ИТ)"
QUEUE = "# Комментарии, ждущие решения"


def queue(run: Run) -> str:
    """The artifact that the run left, empty if it left none."""
    return "".join(one for one in run.artifacts if QUEUE in one)


def residents_ask(town: Town) -> int:
    town.news(0)
    town.run(publish)
    post = int(town.outside.posts()[0]["id"])
    for user in list(RESIDENTS)[:4]:
        town.outside.comment(post, user, "Когда дадут воду?")
    return post


def the_page_answers(town: Town, post: int) -> None:
    """As an administrator does in the page's own name."""
    said = {"owner_id": -GROUP, "post_id": post, "from_group": GROUP, "message": "К 18:00."}
    key = {"access_token": town.tokens["user"], "v": "5.199"}
    method = f"{town.outside.address}/vk/method/wall.createComment"
    assert "response" in httpx.post(method, data={**said, **key}).json()


def test_an_answer_of_the_page_makes_the_artifact_anew(town: Town) -> None:
    post = residents_ask(town)
    asked = queue(town.run(collect_comments))
    assert "## Массовые вопросы" in asked
    assert "**4 человека**, 4 комментария" in asked
    assert "| **нет** |" in asked
    assert queue(town.run(collect_comments)) == "", "ничего не изменилось"
    town.later(minutes=5)
    the_page_answers(town, post)
    run = town.run(collect_comments)
    assert run.name.startswith("Сбор комментариев: новых нет"), "своё слово не новость"
    assert "| есть |" in queue(run)


def test_next_week_some_of_them_are_read_at_random(town: Town) -> None:
    post = residents_ask(town)
    assert not town.run(collect_comments).red
    town.later(days=7)
    run = town.run(collect_comments)
    assert not run.red, run.words
    assert "1 вопрос ждёт" in run.name
    assert queue(run).count("случайная выборка") == 4
    assert "Ещё не оценено: прочитано наугад 0, нужно не меньше 20." in queue(run)
    answers = {f"comment_{number}": "оставить" for number in range(1, 5)}
    town.outside.comment(post, next(iter(RESIDENTS)), "Спасибо")
    assert queue(town.run(collect_comments)).count("случайная выборка") == 4, "форма ещё открыта"
    ruled = town.answer(review, town.question(review), specialist=SPECIALIST, **answers)
    assert ruled.name.startswith("Разбор нарушений: решено 4, отложено 0")
    assert "Ждущих решения нет." in queue(ruled)
    assert "прочитано наугад 4" in queue(ruled)
    assert queue(town.run(collect_comments)) == "", "выборка недели одна"
