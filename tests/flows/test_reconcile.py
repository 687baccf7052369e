"""The site and the pages in both directions: hand-made, hand-edited, own, repeated, missing (3.2).

The town's tests look from outside; what was kept is read in the table of differences.
"""

from sqlalchemy import select

from flows.name_post import name_post
from flows.publish import publish
from flows.reconcile import reconcile
from flows.repost import repost
from gospablik.store.tables import Audit, Compared, Result, Standing
from office.demo.story import GROUP, NEWS
from tests.flows.town import Town

SPECIALIST = "Специалистова С. С. (специалист отдела ИТ)"
GREETING = "Дорогие жители! Поздравляем с Днём матери, желаем здоровья и счастья!"
MINEC = 217000009
SOURCE = """
[[source]]
key = "minec"
name = "Министерство экономики"
kind = "орган власти"
addresses = ["{sandbox}/vk/club217000009"]
"""


def lines(town: Town) -> dict[str, Compared]:
    """The newest line of each post and item by its headline."""
    with town.store.read() as session:
        return {row.title: row for row in session.scalars(select(Compared).order_by(Compared.id))}


def last(town: Town) -> Audit:
    with town.store.read() as session:
        return session.scalars(select(Audit).order_by(Audit.id.desc()).limit(1)).one()


def by_hand(town: Town, text: str) -> str:
    """An administrator writes on the wall; the post's address."""
    made = town.outside.control("vk/posts", group_id=GROUP, text=text)
    return f"{town.outside.address}/vk/wall-{GROUP}_{made['post_id']}"


def change(town: Town, title: str, before: str, after: str) -> None:
    """Somebody edits a post on the wall."""
    (post,) = [p for p in town.outside.posts() if p["text"].startswith(title)]
    where = f"/control/vk/posts/{GROUP}/{post['id']}"
    text = post["text"].replace(before, after)
    assert text != post["text"]
    town.outside._http.patch(where, json={"text": text}).raise_for_status()


def test_made_and_changed_by_hand_named_by_a_person_repeated_and_missing(town: Town) -> None:
    town.settings(more=SOURCE.format(sandbox=town.outside.address))
    town.outside.control("vk/groups", group_id=MINEC, name="Министерство")
    theirs = town.outside.control("vk/posts", group_id=MINEC, text="Меры поддержки")["post_id"]
    town.news(0)
    town.news(1)
    town.run(publish)
    town.run(
        repost, address=f"{town.outside.address}/vk/wall-{MINEC}_{theirs}",
        reason="меры поддержки", who=SPECIALIST,
    )  # fmt: skip
    change(town, NEWS[0]["title"], "с 10:00", "с 11:00")
    unknown = by_hand(town, "Сдаём помещение клуба, звоните в любое время.")
    greeting = by_hand(town, GREETING)

    run = town.run(reconcile)
    assert not run.red, run.words
    assert run.name.startswith("Сверка с сайтом: охват 2 из 2, верность 1 из 4; 3 расхождения, ")
    found = lines(town)
    edited = found[NEWS[0]["title"]]
    assert (edited.standing, edited.result) == (Standing.POST_CHANGED, Result.BAD)
    assert edited.made_by.startswith("программа, запуск ")
    spans = [one["post"] for one in edited.differences]
    assert "11:00" in "".join(edited.live_text[slice(*span)] for span in spans)
    assert found[NEWS[1]["title"]].standing in {Standing.IDENTICAL, Standing.SHORTENED}
    assert sorted(
        one.address for one in found.values() if one.standing is Standing.NO_SOURCE
    ) == sorted([unknown, greeting])
    assert Standing.REPOST in {one.standing for one in found.values()}
    (page,) = run.artifacts
    assert "поставил вручную&#58; неизвестно кто" in page

    said = town.run(
        name_post, address=greeting, kind="собственный материал",
        rubric="приветствие или поздравление", reason="День матери", who=SPECIALIST,
    )  # fmt: skip
    assert "собственный материал, приветствие или поздравление" in said.name
    refused = town.run(
        name_post, address=unknown, kind="репост", source="minec", reason="репост", who="не выбран"
    )
    assert "ответ не принят: Не выбрано, кто говорит" in refused.name

    run = town.run(reconcile)
    assert run.name.startswith("Сверка с сайтом: охват 2 из 2, верность 1 из 3; 2 расхождения, ")
    assert lines(town)[GREETING].made_by == f"со слов: {SPECIALIST}"


def test_missing_news_one_address_and_a_page_that_cannot_be_read(town: Town) -> None:
    town.news(0)
    town.news(1)
    town.run(publish)
    town.settings(mode='"наблюдение"')
    town.news(2)
    town.run(publish)
    town.later(hours=5)
    run = town.run(reconcile)
    assert run.name.startswith("Сверка с сайтом: охват 2 из 3, верность 2 из 2; 1 расхождение, ")
    missing = lines(town)[NEWS[2]["title"]]
    assert (missing.standing, missing.subject[:5]) == (Standing.NO_POST, "item:")
    assert "страница в режиме наблюдения" in missing.why

    run = town.run(reconcile, address=missing.link)
    assert run.name.startswith("Сверка с сайтом: охват 0 из 1, верность 0 из 0; 1 расхождение, ")
    run = town.run(reconcile, address=lines(town)[NEWS[1]["title"]].address)
    assert run.name.startswith("Сверка с сайтом: охват 1 из 1, верность 1 из 1, ")
    unknown = town.run(reconcile, address="https://example.test/")
    assert unknown.red
    assert "нет ни поста наших страниц, ни новости сайта" in unknown.words

    revoked = {"error_code": 5, "error_msg": "User authorization failed"}
    town.fault("vk:*", "error", error=revoked, times=99)
    run = town.run(reconcile)
    assert run.red
    assert "охват 0 из 0, верность 0 из 0; не всё прочитано" in run.name
    assert {one.result for one in lines(town).values()} == {Result.NOT_CHECKED}
    assert last(town).unread == 4, "два поста, новость без поста и сама стена"
