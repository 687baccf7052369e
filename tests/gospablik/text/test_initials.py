"""Which words of a post are short, or long, for what the site says."""

import pytest

from gospablik.text.initials import explained
from gospablik.text.tokens import read


def _explained(site: str, post: str) -> set[str]:
    return {post[slice(*span)] for span in explained(read(post), read(site))}


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("Дом культуры", "ДК"),
        # Small words have no letter of their own.
        ("управление по делам молодёжи", "УДМ"),
        ("министерство сельского хозяйства и продовольствия", "МСХП"),
        ("муниципальное бюджетное образовательное учреждение дополнительного образования детей",
         "МБОУДОД"),
        # An abbreviation among the words stands whole.
        ("управление ЖКХ", "УЖКХ"),
        ("национальный проект", "нацпроект"),
        ("физкультурная зарядка", "физзарядка"),
        ("спорт зал", "спортзал"),
    ],
)  # fmt: skip
def test_short_and_long_explain_each_other(long: str, short: str) -> None:
    assert _explained(f"Открыли {long}.", f"Это {short}!") == {short}
    words = {word for word in long.split() if word not in ("по", "и")}
    assert _explained(f"Это {short}!", f"Открыли {long}.") == words


@pytest.mark.parametrize(
    ("site", "post"),
    [
        # Two letters begin any two words.
        ("Снесли дом колхоза.", "Открыли ДК."),
        # A part of another abbreviation; half a word and the rest elsewhere.
        ("Проверка прошла в УМВД.", "Проверка прошла в МВД."),
        ("Национальный парк открыл проект.", "Открыт нацпроект."),
        # «Водолазы, а» is no «вода»; ordinary words are no abbreviation.
        ("К причалу подошли водолазы, а не рыбаки.", "К причалу подошла вода."),
        ("Дом культуры закрыт.", "дк закрыт."),
        ("Дом культуры закрыт.", "Д закрыт."),
    ],
)
def test_what_only_looks_alike_explains_nothing(site: str, post: str) -> None:
    assert not _explained(site, post)
    assert not _explained(post, site)
