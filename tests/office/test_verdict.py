"""The demo's check from outside notices what is not on a page."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from office.demo.other_networks import Elsewhere, Seen
from office.demo.scene import Wishes
from office.demo.story import (
    CORRECTION,
    EDIT,
    EDITED,
    ELSEWHERE_COMMENTS,
    FOURTH_COMMENT,
    NEWS,
    PICTURED,
    RESIDENTS,
    SPOILT,
)
from office.demo.verdict import lapse_does_not_hold, what_is_wrong_elsewhere
from office.demo.voices import ASKED_ELSEWHERE


def network(
    changed: dict[int, int] | None = None, *, edited: str = EDIT[1], fair: str = CORRECTION[1]
) -> Any:
    """A network at the end of a good day; `changed`: pictures by the number of the news; `edited`,
    `fair`: what the posts say of the news that the site changed and of the one held back.
    """
    pictures = {number: int(number == PICTURED) for number in range(len(NEWS))} | (changed or {})
    texts = [f"{one['title']}\n{edited if n == EDITED else ''}" for n, one in enumerate(NEWS)]
    posts = [Seen("1", "", text, pictures=pictures[n]) for n, text in enumerate(texts)]
    posts.append(Seen("3", "", f"{SPOILT['title']}\n{fair}"))
    lawful = [*ELSEWHERE_COMMENTS[:2], ASKED_ELSEWHERE["zhatay-max"]]
    kept = [Seen("2", str(user), text) for user, text in lawful]
    return SimpleNamespace(
        key="zhatay-max", words="MAX", posts=lambda: posts, comments=lambda: kept
    )


@pytest.mark.parametrize(
    ("number", "hung", "wrong"),
    [
        (PICTURED, 1, []),
        (PICTURED, 0, [f"MAX: на посте «{NEWS[PICTURED]['title']}» картинок 0, а не 1"]),
        (0, 1, [f"MAX: на посте «{NEWS[0]['title']}» картинок 1, а не 0"]),
    ],
)
def test_a_picture_hangs_on_its_post_and_on_no_other(
    number: int, hung: int, wrong: list[str]
) -> None:
    pages = cast(Elsewhere, (network({number: hung}),))
    assert what_is_wrong_elsewhere(pages, Wishes()) == wrong


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"edited": EDIT[0]}, "пост не последовал за сайтом"),
        ({"fair": CORRECTION[0]}, "вышло не то, что исправил специалист"),
    ],
)
def test_a_post_that_did_not_follow_is_noticed(said: dict[str, str], wrong: str) -> None:
    (found,) = what_is_wrong_elsewhere(
        cast(
            Elsewhere,
            (network(edited=said.get("edited", EDIT[1]), fair=said.get("fair", CORRECTION[1])),),
        ),
        Wishes(),
    )
    assert wrong in found


def after_the_lapse(
    *, cases: int = 1, may_write: bool = True, lapsed: int = 1, closed: int = 1
) -> Any:
    """The sandbox at the end of a day: letters with the undecided case, the wall, the week."""
    case = {
        "subject": "Предложение о блокировке № 3: решите до 10.12.2026 18:20",
        "text": f"автор «{' '.join(RESIDENTS[FOURTH_COMMENT[0]])}» снова нарушил правила",
    }
    week = f"Открыто за неделю: 3, истекло без решения (не заблокировано): {lapsed}, ждут: 0."
    over = [{"subject": "Дело № 3 закрыто без решения: автор не заблокирован", "text": ""}] * closed
    boxes = {
        "it-head@example.test": [*over, {"subject": "Контроль соцсетей", "text": week}],
        **{f"{who}@example.test": [case] * cases + over for who in ("head", "deputy")},
    }
    return SimpleNamespace(
        letters=lambda reader: boxes[reader],
        posts=lambda: [{"id": 1}],
        may_comment=lambda _post, user: user != FOURTH_COMMENT[0] or may_write,
    )


@pytest.mark.parametrize(
    ("otherwise", "wrong"),
    [
        ({}, []),
        ({"cases": 0}, ["head: писем с делом", "deputy: писем с делом"]),
        ({"may_write": False}, ["писать не может"]),
        ({"lapsed": 0}, ["еженедельное письмо"]),
        ({"closed": 0}, ["head: письма", "deputy: письма", "it-head: письма"]),
        ({"closed": 2}, ["head: письма", "deputy: письма", "it-head: письма"]),
    ],
)
def test_a_case_that_did_not_lapse_is_noticed(otherwise: dict[str, Any], wrong: list[str]) -> None:
    found = list(lapse_does_not_hold(after_the_lapse(**otherwise)))
    assert len(found) == len(wrong)
    assert all(words in one for words, one in zip(wrong, found, strict=True))
