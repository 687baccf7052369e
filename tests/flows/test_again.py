"""What a resident puts up again after its removal, in runs: shown first, removed by no program."""

import httpx

from flows.collect_comments import collect_comments
from flows.publish import publish
from flows.review import review
from gospablik.store.tables import Kind, State
from office.demo.story import GROUP
from tests.flows.test_modes import INSULT, SPECIALIST, remove_the_insult, residents_write
from tests.flows.test_queue import queue
from tests.flows.town import Town, begin

RUDE = 504


def removed(town: Town) -> int:
    """The insult is off the page and its author knows; the post."""
    town.news(0)
    town.run(publish)
    residents_write(town)
    town.run(collect_comments)
    remove_the_insult(town)
    town.run(collect_comments)
    return int(town.outside.posts()[0]["id"])


def standing(town: Town) -> list[str]:
    return [c["text"] for c in town.outside.comments() if not c["deleted_by"]]


def test_the_same_words_again_are_shown_first_and_wait_for_a_person(town: Town) -> None:
    post = removed(town)
    town.later(minutes=10)
    town.outside.comment(post, 502, "ты козёл")
    town.outside.comment(post, RUDE, INSULT.upper())
    run = town.run(collect_comments)
    assert not run.red, run.words
    page = queue(run)
    assert page.count("тот же текст, что удалён") == 1
    assert page.index("тот же текст, что удалён") < page.index("козёл")
    assert "прежних нарушений 1; автору сообщено" in page
    town.run(collect_comments)
    assert INSULT.upper() in standing(town)
    assert len(town.actions(Kind.REMOVE)) == 1


def test_a_comment_that_was_put_back_is_asked_about_and_removed_anew(town: Town) -> None:
    post = removed(town)
    town.later(hours=2)
    (comment,) = [c for c in town.outside.comments() if c["text"] == INSULT]
    back = httpx.post(
        f"{town.outside.address}/vk/wall-{GROUP}_{post}/restore_comment",
        data={"comment_id": comment["id"]},
    )
    assert back.status_code < httpx.codes.BAD_REQUEST
    assert INSULT in standing(town)
    run = town.run(collect_comments)
    assert "снова на странице" in queue(run)
    newest = begin(review, town.questions(review)[-1]).id  # the other is of what was left for later
    answered = town.answer(
        review, newest, specialist=SPECIALIST, comment_1="удалить: оскорбление",
        reason="Опять то же.",
    )  # fmt: skip
    assert not answered.red, answered.words
    assert INSULT not in standing(town)
    assert [action.state for action in town.actions(Kind.REMOVE)] == [State.CONFIRMED] * 2
