"""What differs between the two texts of one compared row: marked in both, and said in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from gospablik.reconciliation.marking import Piece, whole
from gospablik.store.reconciliation import Compared
from gospablik.text.differences import Change
from gospablik.text.fact import Kind, Span

_LONGEST_QUOTE = 60


class _Found(NamedTuple):
    change: Change
    kind: Kind
    site: Span | None
    post: Span | None


@dataclass(frozen=True, slots=True)
class Differing:
    """Both texts whole, in pieces; `words`: in Russian each difference that the row's `why` does
    not tell already.
    """

    site: tuple[Piece, ...]
    post: tuple[Piece, ...]
    words: tuple[str, ...]


def differing(row: Compared) -> Differing:
    """The texts of a row with its differences marked."""
    found = [_found(one) for one in row.differences]
    words = dict.fromkeys(_said(row, one) for one in found)
    return Differing(
        whole(row.site_text, [(one.change, one.site) for one in found if one.site]),
        whole(row.live_text, [(one.change, one.post) for one in found if one.post]),
        tuple(one for one in words if one not in row.why),
    )


def _found(one: dict[str, Any]) -> _Found:
    return _Found(Change(one["change"]), Kind(one["kind"]), _span(one["site"]), _span(one["post"]))


def _span(given: Sequence[int] | None) -> Span | None:
    return (given[0], given[1]) if given else None


def _said(row: Compared, found: _Found) -> str:
    there = _quoted(row.site_text, found.site) if found.site else "этого нет"
    here = _quoted(row.live_text, found.post) if found.post else "этого нет"
    return f"{found.kind.value}: на сайте {there}, в посте {here}"


def _quoted(text: str, span: Span) -> str:
    words = " ".join(text[span[0] : span[1]].split())
    return f"«{words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1] + '…'}»"
