"""A sentence in another language: its figures and links are the site's, whatever its words."""

import pytest

from gospablik.text.comparison import compare
from tests.gospablik.text.pairs import told

NEWS = "15 мая не будет воды. Подробности на сайте adm.ru."


@pytest.mark.parametrize(
    ("site", "post", "found"),
    [
        ("15 мая не будет воды.", "There will be no water on 15/5.", ""),
        ("5 июня не будет воды.", "There will be no water on 05/06.", ""),
        ("15 мая не будет воды.", "There will be no water on 16/5.", "добавлено число [ → 16/5]"),
        (NEWS, "There will be no water on 15/5, read more: adm.ru", ""),
        (
            NEWS,
            "There will be no water on 15/5, read more at town.com now.",
            "добавлено ссылка [ → town.com]",
        ),
    ],
)
def test_what_a_foreign_sentence_must_share_with_the_site(site: str, post: str, found: str) -> None:
    assert told(compare(site, post)) == found
