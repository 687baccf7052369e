"""«Сверка блокировок» against the sandbox: what a person blocked by hand is told at once (4.3)."""

from flows.compare_blocked import compare_blocked
from office.demo.story import GROUP
from tests.flows.town import Town


def by_hand(town: Town, user: int, verb: str) -> None:
    answer = town.outside._http.post(
        "/vk/method/groups." + verb,
        data={
            "group_id": str(GROUP),
            "owner_id": str(user),
            "access_token": town.tokens["user"],
            "v": "5.199",
        },
    )
    assert answer.json() == {"response": 1}


def test_who_was_blocked_by_hand_is_told_once_and_cleared(town: Town) -> None:
    fine = town.run(compare_blocked)
    assert not fine.red, fine.words
    assert fine.name.startswith("Сверка блокировок: блокировок без решения не видно, ")
    assert "Расхождений нет" in fine.artifacts[0]

    by_hand(town, 503, "ban")
    found = town.run(compare_blocked)
    assert found.name.startswith("Сверка блокировок: 1 блокировка без решения, ")
    assert "**✗ БЕЗ ДЕЙСТВУЮЩЕГО РЕШЕНИЯ: 1.**" in found.artifacts[0]
    assert "503" in found.artifacts[0]
    told = town.letters()
    assert sorted(letter["to"][0] for letter in told) == [
        "deputy@example.test",
        "duty@example.test",
        "head@example.test",
        "it-head@example.test",
        "specialist@example.test",
    ]
    assert "решения Главы или заместителя нет: 1" in " ".join(told[0]["text"].split())
    town.run(compare_blocked)
    assert len(town.letters()) == 5

    by_hand(town, 503, "unban")
    town.run(compare_blocked)
    assert ["Отбой" in letter["subject"] for letter in town.letters()] == [False] * 5 + [True] * 5


def test_what_no_network_shows_is_not_checked(town: Town) -> None:
    town.all_networks()
    run = town.run(compare_blocked)
    assert "не проверено страниц: 3" in run.name
    assert run.artifacts[0].count("**НЕ ПРОВЕРЕНО:**") == 3
    assert run.artifacts[0].count("Расхождений нет.") == 1


def test_a_list_that_is_not_read_is_red(town: Town) -> None:
    town.keys(community_token="vk1.a.revoked", user_token="vk1.a.revoked-too")
    run = town.run(compare_blocked)
    assert run.red
    assert "не всё прочитано" in run.name
    assert "**НЕ ПРОВЕРЕНО:**" in run.artifacts[0]
    assert "Расхождений нет" not in run.artifacts[0]
