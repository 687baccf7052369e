"""What residents write outside our posts: collected, counted, judged, taken off."""

from typing import cast

from prefect.artifacts import Artifact

from flows.collect_comments import collect_comments
from flows.publish import publish
from flows.review import review
from gospablik.outcomes import ConfirmedBy
from gospablik.store.tables import Kind, Proof, ProofContent, State
from office.demo.story import GROUP, NEWS
from tests.flows.town import Town

SPECIALIST = "Специалистова С. С. (специалист отдела ИТ)"


def completeness() -> str:
    return str(cast(Artifact, Artifact.get("polnota")).data)


def test_an_insult_on_the_wall_and_one_in_a_discussion(town: Town) -> None:
    town.news(0)
    town.run(publish)
    post = int(town.outside.posts()[0]["id"])
    town.outside.comment(post, 503, "Спасибо, что предупредили")
    control = town.outside.control
    entry = control("vk/posts", group_id=GROUP, user_id=504, text="Вы там все идиоты")["post_id"]
    town.outside.comment(entry, 503, "Зачем так грубо?")
    discussion = {"title": "Дороги", "text": "Чинить некому, одни идиоты", "user_id": 504}
    topic = control("vk/topics", group_id=GROUP, **discussion)["topic_id"]

    collected = town.run(collect_comments)
    assert not collected.red, collected.words
    assert collected.name.startswith("Сбор комментариев: 4 новых; 1 вопрос ждёт")
    page = completeness()
    assert page in collected.artifacts
    assert " | 2 | 2 | 2 | 0 | 2 |" in page, "пост и запись, по комментарию, вне постов два"
    assert "Расхождения" not in page
    quiet = town.run(collect_comments)
    assert quiet.artifacts == (), "ничего не изменилось"

    done = town.answer(
        review, town.question(review), specialist=SPECIALIST, comment_1="удалить: оскорбление",
        comment_2="удалить: оскорбление", reason="Оскорбление сотрудников.",
    )  # fmt: skip
    assert not done.red, done.words
    removed = [(a.state, a.confirmed_by) for a in town.actions(Kind.REMOVE)]
    assert removed == [(State.CONFIRMED, ConfirmedBy.READBACK)] * 2
    told = {action.state for action in town.actions(Kind.REPLY)}
    assert told == {State.ERRAND}, "в обсуждении и автору записи отвечает человек"
    assert [p["text"].splitlines()[0] for p in town.outside.posts()] == [NEWS[0]["title"]]
    with town.store.read() as session:
        links = {
            kept.content["comment"]["link"]
            for proof in session.query(Proof)
            if (kept := session.get(ProofContent, proof.id))
        }
    base = f"{town.outside.address}/vk"
    assert links == {f"{base}/wall-{GROUP}_{entry}", f"{base}/topic-{GROUP}_{topic}"}


def test_what_nobody_is_asked_about_is_shown_though_no_rule_is_broken(town: Town) -> None:
    town.news(0)
    town.run(publish)
    post = int(town.outside.posts()[0]["id"])
    town.outside.comment(post, 503, "Бүгүн халлаан ичигэс, тыал суох")
    town.outside.comment(post, 505, "Спасибо, что предупредили")
    collected = town.run(collect_comments)
    assert not collected.red, collected.words
    shown = "".join(collected.artifacts)
    assert "Ждущих решения нет." in shown
    aside = shown.partition("## Посмотрите, когда будет время")[2]
    assert "Бүгүн халлаан ичигэс" in aside
    assert "прочитайте сами" in aside
    assert "Спасибо, что предупредили" not in aside
    assert not town.questions(review)
