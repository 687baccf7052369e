"""Our plain text in MAX's own shape, and no longer than MAX takes. Pure; nothing is cut here.

Source: shared facts telegram-max-site.md 2.2 and 2.3: 4000, assumed to be UTF-16 units; HTML knows
<b>, only & < > are escaped, line ends are kept.
"""

from html import escape

from gospablik.networks.base import Draft
from gospablik.networks.limits import TEXT, in_utf16_units
from gospablik.networks.max.answers import refused

DESCRIPTION = 16_000


def rendered(draft: Draft) -> tuple[str, str | None]:
    """A post's text and its `format`. Raises NetworkError(REFUSED) if it is too long.

    The headline is bold. A text that fits by itself, but not with its tags and escapes, goes plain.
    """
    text = fitting(draft.text, TEXT["max"].post, "Текст поста")
    headline = draft.headline if draft.headline and text.startswith(draft.headline) else ""
    bold = f"<b>{escape(headline, quote=False)}</b>" if headline else ""
    html = bold + escape(text.removeprefix(headline), quote=False)
    return (html, "html") if in_utf16_units(html) <= TEXT["max"].post else (text, None)


def fitting(text: str, limit: int, what: str) -> str:
    """The text itself. Raises NetworkError(REFUSED) if it is longer than `limit`."""
    length = in_utf16_units(text)
    if length > limit:
        raise refused(
            f"{what} длиннее, чем MAX принимает: {length} знаков вместо {limit}"
            " (эмодзи считается за два). В MAX ничего не отправлено.",
            "сократите текст.",
        )
    return text
