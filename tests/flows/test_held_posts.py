"""«Задержанные посты»: held, corrected by the specialist, published; dropped, taken up again."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from flows.held_posts import held_posts
from flows.publish import publish
from flows.reconcile import reconcile
from gospablik.store.tables import Kind, Post, Question, Stage, Topic
from office.demo.story import SPOILT
from tests.flows.town import Town, read_run

SPECIALIST = "Специалистова С. С. (специалист отдела ИТ)"
WRONG, RIGHT = "29 ноября с 11:00", "30 ноября с 12:00 до 15:00"


def spoilt(town: Town) -> UUID:
    """News whose feed and page name different days; the form that was opened of them, begun."""
    town.news(0, **SPOILT)
    run = town.run(publish)
    assert not run.red, run.words
    assert "задержан" in run.name
    assert "форма «Задержанные посты»" in run.artifacts[-1]
    return town.question(held_posts)


def post_of(town: Town) -> Post:
    with town.store.read() as session:
        return session.scalars(select(Post).filter_by(page="zhatay-vk")).one()


def answer(town: Town, run: UUID, **more: Any) -> Any:
    return town.answer(held_posts, run, official=SPECIALIST, **more)


def test_what_the_site_does_not_say_is_refused_and_what_it_says_goes_out_on_all_pages(
    town: Town,
) -> None:
    networks = town.all_networks()
    run = spoilt(town)
    assert read_run(run).name.startswith("Задержанные посты: ждёт решения, 1 текст, ")
    text = post_of(town).text
    invented = text.replace(WRONG, f"{RIGHT}. Справки: 8 (4112) 55-55-55")
    refused = answer(town, run, post_1="исправить текст", text_1=invented)
    assert not refused.red
    assert refused.name.startswith("Задержанные посты: ответ не принят: Текст 1: телефон: ")
    assert "«8 (4112) 55-55-55», на сайте этого нет" in refused.name
    assert post_of(town).own_words is None

    corrected = text.replace(WRONG, RIGHT)
    done = answer(town, town.question(held_posts), post_1="исправить текст", text_1=corrected)
    assert not done.red, done.words
    assert done.name.startswith("Задержанные посты: исправлено 1, не публикуется 0, ждёт 0, ")
    assert town.questions(held_posts) == [], "больше спрашивать не о чем"

    published = town.run(publish)
    assert published.name.startswith("Публикация: 4 поста, "), published.words
    assert [post["text"] for post in town.outside.posts()] == [corrected]
    for network in networks:
        (live,) = network.posts()
        assert RIGHT in live.text
        assert WRONG not in live.text


def test_a_dropped_post_is_neither_published_nor_lacking_and_may_be_taken_up(town: Town) -> None:
    run = spoilt(town)
    done = answer(town, run, post_1="не публиковать", reason="Ярмарку отменили.")
    assert done.name.startswith("Задержанные посты: исправлено 0, не публикуется 1, ждёт 0, ")
    assert town.run(publish).name.startswith("Публикация: новых постов нет, ")
    town.later(hours=100)
    town.run(publish)  # the site was read lately, too
    checked = town.run(reconcile)
    assert not checked.red, checked.words
    assert "расхожден" not in checked.name
    assert "не публикуется по решению&#58; Специалистова" in checked.artifacts[-1]
    assert town.questions(held_posts) == []

    by_hand = town.by_hand(held_posts)
    assert by_hand.name.startswith("Задержанные посты: ждёт решения, 1 текст, ")
    returned = answer(town, by_hand.id, post_1="вернуть: опубликовать")
    assert "возвращено 1" in returned.name
    assert post_of(town).dropped_at is None


def test_news_mended_on_the_site_end_their_form(town: Town) -> None:
    run = spoilt(town)
    (item,) = town.outside._http.get("/control/site/state").json()["items"]
    town.outside._http.patch(
        f"/control/site/items/{item['id']}",
        json={"announce": "Ярмарка пройдёт 30 ноября с 12:00."},
    ).raise_for_status()
    assert town.run(publish).name.startswith("Публикация: 1 пост, ")
    late = answer(town, run, post_1="не публиковать", reason="Ошибка на сайте.")
    assert "пост уже передан на публикацию; решение не записано" in late.name
    assert town.wall() == [SPOILT["title"]]
    assert len(town.actions(Kind.PUBLISH)) == 1
    with town.store.read() as session:
        asked = session.scalars(select(Question).filter_by(topic=Topic.HELD)).all()
    assert [question.stage for question in asked] == [Stage.ANSWERED]
