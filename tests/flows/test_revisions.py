"""The site changes after publication: posts on all four networks follow it, or a person decides."""

from datetime import timedelta

from flows.collect_comments import collect_comments
from flows.gone_news import gone_news
from flows.publish import publish
from gospablik import clock
from gospablik.reconciliation.scope import Scope
from gospablik.store.tables import Kind, State
from office.demo.other_networks import Elsewhere
from office.demo.story import NEWS
from tasks.revisions import ReadAgain, read_pages_again
from tests.flows.town import Town, new_desk

SPECIALIST = "Специалистова С. С. (специалист отдела ИТ)"
TITLE = NEWS[0]["title"]
LATER = {key: NEWS[0][key].replace("16:00", "18:00") for key in ("announce", "text")}


def read_again() -> ReadAgain:
    """As «Сверка с сайтом» does."""
    new_desk()
    return read_pages_again.fn(Scope(clock.now() - timedelta(days=14), clock.now()))


def everywhere(town: Town, others: Elsewhere, words: str) -> int:
    """How many posts of the four networks say it."""
    texts = [str(post["text"]) for post in town.outside.posts()]
    texts += [post.text for one in others for post in one.posts()]
    return sum(words in text for text in texts)


def edit_the_site(town: Town, how: str, item: int, **changes: str) -> None:
    """What the site's editor does with a piece of news."""
    town.outside._http.request(how, f"/control/site/items/{item}", json=changes).raise_for_status()


def test_posts_follow_their_news_and_go_with_them(town: Town) -> None:
    others = town.all_networks()
    item = town.news(0)
    town.run(publish)
    town.run(collect_comments)  # Telegram's copies of the posts
    assert everywhere(town, others, "до 16:00") == 4

    edit_the_site(town, "PATCH", item, **LATER)
    town.outside.control("site/mode", articles="down")
    unread = read_again()
    assert (unread.read, unread.changed, unread.gone) == (0, (), ())
    assert "Сайт ответил ошибкой" in unread.unread[0]
    town.outside.control("site/mode", articles="ok")
    run = town.run(publish)
    assert "; исправлено постов: 4, " in run.name, run
    assert (everywhere(town, others, "до 16:00"), everywhere(town, others, "до 18:00")) == (0, 4)
    assert "Исправлено по сайту" in "".join(run.artifacts)
    assert {action.state for action in town.actions(Kind.EDIT)} == {State.CONFIRMED}

    edit_the_site(town, "DELETE", item)
    assert read_again().gone == (TITLE,)
    town.later(hours=4)
    assert read_again().gone == (TITLE,)
    town.run(collect_comments)
    assert everywhere(town, others, "до 18:00") == 4
    run = town.answer(
        gone_news, town.question(gone_news), official=SPECIALIST, item_1="снять посты",
        reason="Отключение отменили.",
    )  # fmt: skip
    assert run.name.startswith("Исчезнувшие новости: снимается постов 4, оставлено новостей 0")
    assert not run.red, run.words
    assert everywhere(town, others, TITLE) == 0
    assert {action.state for action in town.actions(Kind.WITHDRAW)} == {State.CONFIRMED}
