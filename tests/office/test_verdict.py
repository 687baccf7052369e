"""The demo's check from outside notices what is not on a page."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from office.demo.other_networks import Elsewhere, Seen
from office.demo.scene import Wishes
from office.demo.story import ELSEWHERE_COMMENTS, NEWS, PICTURED
from office.demo.verdict import what_is_wrong_elsewhere


def network(**changed: int) -> Any:
    """A network at the end of a good day; `changed`: pictures by the number of the news."""
    pictures = {f"n{number}": int(number == PICTURED) for number in range(len(NEWS))} | changed
    posts = [Seen("1", "", one["title"], pictures=pictures[f"n{n}"]) for n, one in enumerate(NEWS)]
    kept = [Seen("2", str(user), text) for user, text in ELSEWHERE_COMMENTS[:2]]
    return SimpleNamespace(words="MAX", posts=lambda: posts, comments=lambda: kept)


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
    pages = cast(Elsewhere, (network(**{f"n{number}": hung}),))
    assert what_is_wrong_elsewhere(pages, Wishes()) == wrong
