"""A sentence of the post beside one of the site: what came along from another."""

import pytest

from gospablik.text.keys import give_keys
from gospablik.text.pairing import Pairing
from gospablik.text.source import Source
from gospablik.text.tokens import read

SITE = "Катер возит почту. Каток открыт зимой. Музей ждёт детей."


@pytest.mark.parametrize(
    ("post", "word", "brought"),
    [
        ("Катер возит почту, каток открыт.", "каток", True),
        ("Катер возит почту зимой.", "зимой", False),
        ("Катер зимой возит детей и почту.", "зимой", False),
        ("Катер возит почту.", "почту", False),
    ],
)
def test_a_word_of_another_sentence_brings_others_of_it_along(
    post: str, word: str, brought: bool
) -> None:
    site_units, post_units = read(SITE), read(post)
    give_keys(site_units, post_units)
    pair = Pairing(post_units[0], Source(site_units), 0)
    number = next(n for n, token in enumerate(pair.unit.tokens) if token.form == word)
    assert pair.brought(number) is brought
