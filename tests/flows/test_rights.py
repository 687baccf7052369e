"""«Проверка прав» against a network that takes a right away and gives it back."""

from sqlalchemy import select

from flows.check_rights import check_rights
from gospablik.control import rules
from gospablik.store.tables import Check, Result
from tests.flows.town import Town


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
    assert "новости сайта на этой странице не выйдут" in " ".join(told[0]["text"].split())
    assert "vk1.a.revoked" not in str(told) + str(lost)

    town.keys()
    assert not town.run(check_rights).red
    assert [letter["subject"].count("Отбой") for letter in town.letters()[2:]] == [1, 1]
    assert town.wall() == []
