"""«Предпросмотр» and «Репост»: what a person starts when the office needs it."""

from typing import Any

from flows.preview import preview
from flows.publish import publish
from flows.repost import repost
from gospablik.store.tables import Base, Kind, State
from office.demo.story import GROUP, NEWS
from tests.flows.test_pictures import attached
from tests.flows.town import Town

SPECIALIST = "Специалистова С. С. (специалист отдела ИТ)"
MINEC = 218000002


def rows(town: Town) -> dict[str, int]:
    """How many rows each table has, but those that only keep visits to the site polite."""
    polite = {"lease", "site_robots"}
    tables = [t for t in Base.metadata.sorted_tables if t.name not in polite]
    with town.store.read() as session:
        return {t.name: session.query(t).count() for t in tables}


def ministry(town: Town) -> str:
    """A source with a community and a site of its own; the address of its post."""
    at = town.outside.address
    town.settings(
        f'[[source]]\nkey = "minec"\nname = "Министерство"\nkind = "орган власти"\n'
        f'addresses = ["{at}/vk/club{MINEC}", "{at}/site/news/"]'
    )
    town.outside.control("vk/groups", group_id=MINEC, name="Министерство")
    post = town.outside.control("vk/posts", group_id=MINEC, text="Меры поддержки")["post_id"]
    return f"{at}/vk/wall-{MINEC}_{post}"


def decide(town: Town, address: str, **more: Any) -> Any:
    given = {"address": address, "reason": "Срок подачи — пятница", "who": SPECIALIST} | more
    return town.run(repost, **given)


def test_a_preview_is_what_then_goes_out_and_leaves_nothing_behind(town: Town) -> None:
    town.outside.control("site/mode", full_text=True)
    town.news(1, gallery=["yard.png", "class.png"])
    town.news(0)
    before = rows(town)
    run = town.run(preview)
    assert not run.red, run.words
    assert run.name.startswith(f"Предпросмотр: «{NEWS[1]['title']}», проверки пройдены, ")
    (page,) = run.artifacts
    assert rows(town) == before
    assert town.wall() == []

    town.run(publish)
    (post,) = (p for p in town.outside.posts() if p["text"].startswith(NEWS[1]["title"]))
    assert f"| Длина | {len(post['text'])} из 15\u00a0000 |" in page
    assert attached(town)[0] == ["photo", "photo"]
    assert "| Вложения | картинок 2 | картинок 2 | картинок 2 | картинок 2 |" in page
    assert page.count('<img src="data:image/jpeg;base64,/9j/') == 8, "две картинки, четыре сети"
    assert page.count("Набираем детей от 8 до 12 лет&#46;") == 4
    again = town.run(preview, news=f"{town.outside.address}/site/none")
    assert not again.red
    assert again.name.startswith("Предпросмотр: ответ не принят: Новости ")


def test_a_post_is_shared_and_an_article_retold_each_of_them_once(town: Town) -> None:
    post = ministry(town)
    for _ in range(2):
        run = decide(town, post)
        assert not run.red, run.words
        (shared,) = (p for p in town.outside.posts() if p["group_id"] == GROUP)
        assert post.endswith("/wall-{}_{}".format(*shared["copy_of"]))
        assert len(town.actions(Kind.REPOST)) == 1
    assert "уже было на 1 странице" in run.name

    article = f"{town.outside.address}/site/news/{town.news(2)}/"
    run = decide(town, article)
    assert run.name.startswith("Репост: 1 репост, "), run
    assert town.outside.posts()[0]["text"].endswith(f"Источник: Министерство\n{article}")
    assert town.outside.posts()[0]["text"].startswith(f"{NEWS[2]['title']}\n\nПубличные слушания")
    (page,) = run.artifacts
    assert "Срок подачи — пятница" in page
    assert SPECIALIST.split(maxsplit=1)[0] in page
    assert {a.state for a in town.actions(Kind.REPOST)} == {State.CONFIRMED}


def test_what_may_not_be_repeated_is_refused_and_what_was_put_off_goes_out(town: Town) -> None:
    address = ministry(town)
    for wrong, said in (
        ({"address": "https://paper.test/1"}, "не принадлежит ни одному источнику"),
        ({"who": "не выбран"}, "Кто решает, не указано"),
        ({"reason": ""}, "Не сказано, почему это актуально"),
    ):
        run = decide(town, **({"address": address} | wrong))
        assert not run.red
        assert run.name.startswith("Репост: ответ не принят: ")
        assert said in run.name
    assert town.actions(Kind.REPOST) == []

    town.fault("vk:wall.repost", "error", error={"error_code": 9})
    run = decide(town, address)
    assert run.red
    assert "репост: ждёт очереди" in run.name
    town.later(minutes=11)
    run = town.run(publish)
    assert not run.red, run.words
    assert [a.state for a in town.actions(Kind.REPOST)] == [State.CONFIRMED]
    assert f"[репост&#58; Министерство]({address}) | " in run.artifacts[-1]
