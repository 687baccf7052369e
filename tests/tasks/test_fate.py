"""What is shown to whoever asks where a comment has gone."""

from gospablik.moderation.fate import Fates
from gospablik.moderation.named import Unknown
from tasks.fate import _page


def test_an_address_that_leads_nowhere_is_no_comment_that_was_never_seen() -> None:
    why = Unknown("адрес «https://vk.com/<b>» ведёт к посту", "впишите адрес комментария.")
    page = _page(Fates((), 0, 5, why))
    assert "не видела" not in page
    assert "ведёт к посту.**" in page
    assert "Что делать: впишите адрес комментария" in page
    assert "<b>" not in page


def test_what_was_never_seen_is_said_so() -> None:
    assert "не видела** (среди 5 комментариев" in _page(Fates((), 0, 5))
