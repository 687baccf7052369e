"""Pictures of the news on the pages: waited for, attached, asked of a person, counted (3.3)."""

from flows.publish import publish
from flows.reconcile import reconcile
from gospablik.outcomes import ConfirmedBy
from gospablik.store.tables import Kind, State
from office.demo.story import GROUP, NEWS
from tests.flows.town import Town


def attached(town: Town) -> list[list[str]]:
    """What hangs on the posts of VK's wall, newest first."""
    return [
        [name.rstrip("0123456789-_") for name in post["attachments"]]
        for post in town.outside.posts()
    ]


def test_three_pictures_are_waited_for_and_are_an_album_on_four_networks(town: Town) -> None:
    ok, telegram, max_ = town.all_networks()
    town.outside.control("site/mode", full_text=True)
    town.news(0, picture="bridge.png", gallery=["road.png", "school.png"])
    town.fault("site:picture", "status", status=503, times=12)
    run = town.run(publish)
    assert run.name.startswith("Публикация: новых постов нет; 4 поста задержано, ")
    (page,) = run.artifacts
    assert page.count("Картинка новости не читается") >= 4
    assert "Сайт ответил ошибкой 503" in page
    assert town.wall() == []

    run = town.run(publish)
    assert not run.red, run.words
    assert run.name.startswith("Публикация: 4 поста, ")
    assert attached(town) == [["photo"] * 3]
    text, photos = ok.state("ok")["topics"][0]["media"]
    assert (text["type"], photos["type"], len(photos["photos"])) == ("text", "photo", 3)
    sent = [m for m in telegram.state("telegram")["messages"] if m["chat_id"] == telegram.CHANNEL]
    assert [m["media"]["kind"] for m in sent] == ["photo"] * 3
    assert len({m["media_group_id"] for m in sent}) == 1
    assert [one["type"] for one in max_.state("max")["posts"][0]["attachments"]] == ["image"] * 3


def test_a_picture_that_only_a_person_may_add_is_asked_for_and_counted(town: Town) -> None:
    town.news(0, picture="bridge.png")
    town.run(publish)
    town.keys(user_token="")
    town.news(1, picture="road.png")
    run = town.run(publish)
    assert not run.red, run.words
    assert "1 пост; вложение к посту: поручение сотруднику" in run.name
    assert town.wall()[-1] == NEWS[1]["title"], "новость вышла вовремя"
    assert "photo" not in attached(town)[0]
    assert "Приложите картинку новости с сайта" in "".join(run.artifacts)
    assert [errand.state for errand in town.actions(Kind.ATTACH)] == [State.ERRAND]
    run = town.run(reconcile)
    assert run.name.startswith("Сверка с сайтом: охват 2 из 2, верность 2 из 2; 1 расхождение, ")
    assert "картинок на посте 0 вместо 1" in "".join(run.artifacts)

    newest, older = town.outside.posts()
    town.outside._http.patch(
        f"/control/vk/posts/{GROUP}/{newest['id']}", json={"attachments": older["attachments"]}
    ).raise_for_status()
    town.run(publish)
    assert [errand.confirmed_by for errand in town.actions(Kind.ATTACH)] == [ConfirmedBy.READBACK]
    run = town.run(reconcile)
    assert run.name.startswith("Сверка с сайтом: охват 2 из 2, верность 2 из 2, ")
