"""What a news item carries beside one picture: documents, video, a picture that is gone (3.3)."""

from typing import Any

from flows.publish import publish
from gospablik.store.tables import Kind
from office.demo.story import NEWS
from tests.flows.test_pictures import attached
from tests.flows.town import Town

THREE = ["bridge.png", "road.png", "school.png"]


def carrying(town: Town, number: int = 0, **files: Any) -> int:
    """News whose feed carries its whole text, with pictures and files in it."""
    town.outside.control("site/mode", full_text=True)
    return town.news(number, **files)


def test_a_document_and_a_video_on_four_networks(town: Town) -> None:
    ok, telegram, max_ = town.all_networks()
    town.outside.control("max/limits", enabled=False)
    town.outside.control("max/settings", not_ready={"file": 0, "video": 0})
    carrying(town, 0, files=["plan.pdf"])
    carrying(town, 1, files=["film.mp4"])
    run = town.run(publish)
    assert not run.red, run.words
    assert run.name.startswith("Публикация: 8 постов, ")
    assert [kinds[0] for kinds in attached(town)] == ["video", "doc"]
    topics = {t["media"][0]["text"].split("\n")[0]: t["media"] for t in ok.state("ok")["topics"]}
    document, video = topics[NEWS[0]["title"]], topics[NEWS[1]["title"]]
    assert "\n\nДокумент plan.pdf: http" in document[0]["text"]
    assert [block["type"] for block in document] == ["text", "link"]
    assert [block["type"] for block in video] == ["text", "movie"]
    assert "Одноклассники к посту их не принимает" in run.artifacts[-1], "сказано, что не файл"
    sent = [m["media"]["kind"] for m in telegram.state("telegram")["messages"] if m.get("media")]
    assert {"document", "video"} <= set(sent)
    posts = [[one["type"] for one in post["attachments"]] for post in max_.state("max")["posts"]]
    assert sorted(posts) == [["file"], ["video"]]


def test_one_of_three_pictures_that_is_gone_holds_the_post_until_it_is_mended(town: Town) -> None:
    item = carrying(town, gallery=THREE)
    town.fault("site:picture", "status", status=404)
    run = town.run(publish)
    assert run.name.startswith("Публикация: новых постов нет; 1 пост задержан, ")
    assert run.artifacts[0].count("Сайт ответил ошибкой 404") == 1
    assert town.wall() == [], "без потерянной картинки пост не выходит"

    address = f"/control/site/items/{item}"
    town.outside._http.patch(address, json={"gallery": THREE[1:]}).raise_for_status()
    town.keys(user_token="")
    run = town.run(publish)
    assert run.name.startswith("Публикация: 1 пост; вложение к посту: поручение сотруднику")
    (errand,) = town.actions(Kind.ATTACH)
    _, asked = str(errand.press).split("Приложите картинки новости с сайта: ")
    assert [one.rpartition("/")[2] for one in asked.split(", ")] == THREE[1:]
