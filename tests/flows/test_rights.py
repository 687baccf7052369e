"""Rights that a network takes away and gives back: told of, and worked round by hand."""

from sqlalchemy import select

from flows.check_rights import check_rights
from flows.collect_comments import collect_comments
from flows.errands import errands
from flows.publish import publish
from flows.review import review
from gospablik.control import rules
from gospablik.outcomes import ConfirmedBy
from gospablik.store.tables import Check, Kind, Result, State
from office.demo.story import GROUP
from tests.flows.test_four_networks import INSULT, SPECIALIST
from tests.flows.town import Run, Town


def role(town: Town, level: int) -> None:
    """What the owner of the user key may do in the community: 0 nothing, 3 everything."""
    levels = {str(GROUP): level} if level else {}
    address = f"/control/vk/tokens/{town.tokens['user']}"
    town.outside._http.patch(address, json={"admin_levels": levels}).raise_for_status()


def two_insults(town: Town) -> Run:
    """Two residents' insults, which the specialist has removed."""
    town.news(0)
    town.run(publish)
    post = int(town.outside.posts()[0]["id"])
    for author in (503, 504):
        town.outside.comment(post, author, INSULT)
    town.run(collect_comments)
    ruled = "удалить: оскорбление"
    return town.answer(
        review, town.question(review), specialist=SPECIALIST, comment_1=ruled, comment_2=ruled,
        reason="Оскорбление сотрудников.",
    )  # fmt: skip


def standing(town: Town) -> list[int]:
    return [c["id"] for c in town.outside.comments() if c["text"] == INSULT and not c["deleted_by"]]


def test_a_right_comes_and_goes_and_nothing_is_posted(town: Town) -> None:
    fine = town.run(check_rights)
    assert not fine.red, fine.words
    assert fine.name.startswith("Проверка прав: отказов нет; ключи не за учреждением: 1, ")
    (page,) = fine.artifacts
    assert "**РИСК (п. 2.2):** не указано" in page
    assert "ключ сообщества, сервисный ключ, ключ пользователя" in page
    assert page.count("✓ можно") >= 5
    assert town.letters() == []

    town.keys(community_token="vk1.a.revoked")
    lost = town.run(check_rights)
    assert lost.red
    assert "отказ" in lost.name
    assert "ключ не действует" in lost.words
    assert "✗ нельзя" in lost.artifacts[0]
    with town.store.read() as session:
        kept = {(row.rule, row.result) for row in session.scalars(select(Check))}
    assert {
        (rules.RIGHT, Result.BAD), (rules.RIGHTS_READ, Result.GOOD),
        (rules.KEY_HOLDER, Result.NOT_CHECKED),
    } <= kept  # fmt: skip
    told = town.letters()
    assert sorted(letter["to"][0] for letter in told) == [
        "duty@example.test",
        "specialist@example.test",
    ]
    assert "Сеть отказывает в правах" in told[0]["subject"]
    assert "новости сайта на этой странице сами не выйдут" in " ".join(told[0]["text"].split())
    assert "vk1.a.revoked" not in str(told) + str(lost)

    town.keys()
    assert not town.run(check_rights).red
    assert [letter["subject"].count("Отбой") for letter in town.letters()[2:]] == [1, 1]
    assert town.wall() == []


def test_a_removal_outlives_the_lost_role(town: Town) -> None:
    """Done by hand it is confirmed; with the role back, a person has the program do the rest."""
    role(town, 0)
    ruled = two_insults(town)
    assert not ruled.red, ruled.words
    assert "удаление комментария: поручение сотруднику" in ruled.name
    first, second = town.actions(Kind.REMOVE)
    assert (first.state, second.state) == (State.ERRAND, State.ERRAND)
    assert "нет доступа к комментарию (ошибка 211" in str(first.why)
    assert "роль его владельца в сообществе" in str(first.why)
    assert "нажмите «Удалить»" in str(first.press)
    assert "?reply=" in str(first.link)
    assert first.do_by is not None
    assert len(standing(town)) == 2

    by_hand = str(first.link).rpartition("reply=")[2]
    town.outside._http.delete(f"/control/vk/comments/{GROUP}/{by_hand}").raise_for_status()
    town.later(minutes=1)
    assert not town.run(collect_comments).red
    first, second = town.actions(Kind.REMOVE)
    assert (first.state, first.confirmed_by) == (State.CONFIRMED, ConfirmedBy.READBACK)
    assert second.state is State.ERRAND

    role(town, 3)
    form = town.by_hand(errands)
    again = "пусть программа попробует снова"
    said = town.answer(errands, form.id, official=SPECIALIST, errand_1=again)
    assert said.name.startswith("Поручения: закрыто 0, программа попробует снова 1, ")
    town.later(minutes=1)
    assert not town.run(collect_comments).red
    assert standing(town) == []
    confirmed = (State.CONFIRMED, ConfirmedBy.READBACK)
    assert [(a.state, a.confirmed_by) for a in town.actions(Kind.REMOVE)] == [confirmed] * 2
