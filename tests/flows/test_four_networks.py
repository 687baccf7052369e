"""Four networks in one day: what each can do is done, what it cannot becomes an errand."""

from flows.collect_comments import collect_comments
from flows.errands import errands
from flows.publish import publish
from flows.review import review
from gospablik.outcomes import ConfirmedBy
from gospablik.store.tables import Kind, State
from office.demo.story import NEWS
from tests.flows.town import Town, begin

SPECIALIST = "Специалистова С. С. (специалист отдела ИТ)"
INSULT, PRAISE = "Вы там все идиоты", "Спасибо, что предупредили"


def by_page(town: Town, kind: Kind) -> dict[str, tuple[State, ConfirmedBy | None]]:
    return {a.page: (a.state, a.confirmed_by) for a in town.actions(kind)}


def remove_what_waits(town: Town) -> None:
    """The specialist rules on every open form: each page has one of its own."""
    for run in town.questions(review):
        begin(review, run)
        town.answer(
            review, run, specialist=SPECIALIST, comment_1="удалить: оскорбление",
            reason="Оскорбление сотрудников.",
        )  # fmt: skip


def test_the_day_on_four_networks(town: Town) -> None:
    others = town.all_networks()
    ok = others[0]
    town.news(0)
    assert not town.run(publish).red
    for one in others:
        (post,) = one.posts()
        assert post.text.startswith(NEWS[0]["title"]), one.words
        one.write(post.id, 504, INSULT)
        one.write(post.id, 503, PRAISE)
    post_of_vk = int(town.outside.posts()[0]["id"])
    town.outside.comment(post_of_vk, 504, INSULT)

    collected = town.run(collect_comments)
    assert not collected.red
    assert collected.name.startswith("Сбор комментариев: 7 новых; 4 вопроса ждут")
    town.run(publish)
    everywhere = ("zhatay-vk", "zhatay-ok", "zhatay-telegram", "zhatay-max")
    read_back = (State.CONFIRMED, ConfirmedBy.READBACK)
    # Telegram's post is confirmed by the copy that the harvest brought.
    assert by_page(town, Kind.PUBLISH) == dict.fromkeys(everywhere, read_back)

    remove_what_waits(town)
    assert by_page(town, Kind.REMOVE) == {
        "zhatay-vk": (State.CONFIRMED, ConfirmedBy.READBACK),
        "zhatay-ok": (State.ERRAND, None),
        "zhatay-telegram": (State.CONFIRMED, ConfirmedBy.ANSWER),
        "zhatay-max": (State.CONFIRMED, ConfirmedBy.READBACK),
    }
    for one in others:
        standing = [c.text for c in one.comments() if not c.gone]
        assert PRAISE in standing, one.words
        assert (INSULT in standing) is (one is ok), one.words

    (insult,) = [c for c in ok.comments() if c.text == INSULT]
    waits = town.by_hand(errands)
    assert waits.name.startswith("Поручения: 1 поручение")
    told = town.answer(errands, waits.id, official=SPECIALIST, errand_1="сделано")
    assert told.name.startswith("Поручения: закрыто 0, не подтвердилось 1")
    assert by_page(town, Kind.REMOVE)["zhatay-ok"][0] is State.ERRAND, "словам не верят"
    ok.remove_by_hand(insult)
    assert not town.run(collect_comments).red
    assert by_page(town, Kind.REMOVE)["zhatay-ok"] == (State.CONFIRMED, ConfirmedBy.READBACK)
