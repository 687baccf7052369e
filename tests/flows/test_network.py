"""Passes when the keys or VK itself are amiss: the wall, the run, and the words."""

import pytest
from prefect import Flow

from flows.collect_comments import collect_comments
from flows.publish import publish
from flows.reconcile import reconcile
from flows.weekly_control import weekly_control
from gospablik.store.tables import Kind, State
from office.demo.story import GROUP, NEWS
from tasks.credentials import VkCredentials
from tests.end_to_end import library
from tests.flows.town import VK_BLOCK, Town


@pytest.mark.parametrize(
    "flow", [publish, collect_comments, reconcile], ids=lambda f: f.fn.__name__
)
def test_no_block_with_keys(town: Town, flow: Flow[..., str]) -> None:
    town.news(0)
    town.without(VkCredentials, VK_BLOCK)
    run = town.run(flow)
    assert run.red
    assert "В Prefect нет блока «vk-zhatay-vk»." in run.words
    assert "откройте в Prefect раздел Blocks, создайте блок с именем «vk-zhatay-vk»" in run.words
    assert town.wall() == []


def test_a_post_waits_for_the_block_and_goes_out_once_it_is_there(town: Town) -> None:
    town.news(0)
    town.without(VkCredentials, VK_BLOCK)
    assert town.run(publish).name.startswith(
        "Публикация: новых постов нет; публикация поста: ждёт очереди, "
    )
    again = town.run(publish)
    assert again.red, "пост всё ещё не вышел, и запуск не вправе быть зелёным"
    town.keys()
    town.later(minutes=11)
    assert not town.run(publish).red
    assert town.wall() == [NEWS[0]["title"]]


def test_one_page_without_keys_does_not_stop_the_other(town: Town) -> None:
    library.settle_in_vk(town.outside)
    town.settings(more=library.vk_toml(town.outside.address))
    town.news(0)
    run = town.run(publish)
    assert run.red
    assert "В Prefect нет блока «vk-library-vk»." in run.words
    assert [post["group_id"] for post in town.outside.posts()] == [GROUP]


def test_a_key_of_the_wrong_kind_and_no_other_is_an_errand(town: Town) -> None:
    town.news(0)
    town.keys(community_token=town.tokens["service"], user_token="")
    run = town.run(publish)
    assert not run.red
    assert run.name.startswith(
        "Публикация: новых постов нет; публикация поста: поручение сотруднику, "
    )
    (errand,) = town.actions(Kind.PUBLISH)
    assert errand.link == f"{town.outside.address}/vk/club{GROUP}"
    assert "«Опубликовать»" in str(errand.press)
    assert town.wall() == []

    town.run(weekly_control, week="текущая неделя (на сейчас)")
    letter = town.letters()[-1]["text"]
    assert str(errand.link) in letter
    assert NEWS[0]["title"] in letter


def test_a_dead_key_is_named_and_its_post_goes_out_with_the_new_one(town: Town) -> None:
    town.news(0)
    town.keys(community_token="vk1.a.revoked")
    run = town.run(publish)
    assert run.red
    assert "ключ не действует" in run.words
    assert "Это ключ сообщества." in run.words
    assert "получите новый ключ и замените его в блоке страницы" in run.words
    assert town.run(publish).red, "отложенное не забыто"
    town.keys()
    town.later(minutes=31)
    assert not town.run(publish).red
    assert town.wall() == [NEWS[0]["title"]]


def test_a_key_with_a_line_end_in_it_is_refused_in_words(town: Town) -> None:
    town.keys(service_key="service\n")
    run = town.run(collect_comments)
    assert run.red
    assert "Сервисный ключ ВКонтакте записан с лишними знаками" in run.words


def test_a_group_that_does_not_exist(town: Town) -> None:
    town.settings(group_id="999")
    town.news(0)
    run = town.run(publish)
    assert "публикация поста: поручение сотруднику" in run.name
    assert "Access denied" in str(town.actions(Kind.PUBLISH)[0].why)
    unread = town.run(collect_comments)
    assert unread.red
    assert "это не значит, что всё в порядке" in unread.words
    compared = town.run(reconcile)
    assert compared.red
    assert "неверный номер сообщества" in compared.words
    assert "проверьте group_id страницы в organisation.toml" in compared.words


def test_refused_for_good_is_red_and_not_tried_again(town: Town) -> None:
    town.news(0)
    town.fault("vk:wall.post", "error", error={"error_code": 100, "error_msg": "no"})
    run = town.run(publish)
    assert run.red
    assert "публикация поста: отклонено" in run.name
    assert "неверный или пропущенный параметр" in run.words
    assert "ответьте «пусть программа попробует снова»" in run.words
    (page,) = run.artifacts
    assert "отклонено" in page
    town.run(publish)
    assert town.wall() == []
    assert [a.state for a in town.actions(Kind.PUBLISH)] == [State.REJECTED]


def test_too_often_is_put_off_a_second_and_done(town: Town) -> None:
    town.news(0)
    town.fault("vk:wall.post", "error", error={"error_code": 6})
    run = town.run(publish)
    assert run.red
    assert "слишком много запросов в секунду" in run.words
    town.later(seconds=2)
    assert not town.run(publish).red
    assert town.wall() == [NEWS[0]["title"]]


def test_the_answer_is_lost_and_the_post_stands_there(town: Town) -> None:
    town.news(0)
    town.fault("vk:wall.post", "drop", when="after")
    run = town.run(publish)
    assert run.red
    assert "публикация поста: исход неизвестен" in run.name
    assert town.wall() == [NEWS[0]["title"]]

    next_one = town.run(publish)
    assert next_one.name.startswith("Публикация: 1 пост, ")
    assert town.wall() == [NEWS[0]["title"]]


def test_the_request_is_lost_and_the_post_does_not_stand_there(town: Town) -> None:
    town.news(0)
    town.fault("vk:wall.post", "drop", when="before")
    assert town.run(publish).red
    early = town.run(publish)
    assert early.red, "пока исход неизвестен, запуск красный"
    assert town.wall() == []
    town.later(seconds=20)
    assert not town.run(publish).red
    assert town.wall() == [NEWS[0]["title"]]


def test_vk_goes_down_with_the_answer_and_nobody_gets_an_errand(town: Town) -> None:
    town.news(0)
    town.fault("vk:wall.post", "drop", when="after")
    town.fault("vk:wall.get", "status", times=2)
    for _ in range(2):
        assert town.run(publish).red
    assert town.run(publish).red
    assert town.run(publish).name.startswith("Публикация: 1 пост, ")
    assert town.wall() == [NEWS[0]["title"]]


def test_a_post_somebody_changed_and_a_page_without_its_status_are_told(town: Town) -> None:
    town.news(0)
    town.run(publish)
    (post,) = town.outside.posts()
    where = f"/control/vk/posts/{GROUP}/{post['id']}"
    town.outside._http.patch(where, json={"text": "Всё отменяется"}).raise_for_status()
    town.outside._http.patch(
        f"/control/vk/groups/{GROUP}", json={"description": "Весёлая страница", "verified": False}
    ).raise_for_status()
    run = town.run(reconcile)
    assert not run.red, "расхождение найдено, значит проверено"
    (page,) = run.artifacts
    assert "Всё отменяется" in page
    assert "Весёлая страница" in page
    assert "Расхождений нет" not in page
