"""What in a comment a specialist should see: it points and explains, it decides nothing."""

import re
import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from gospablik.moderation.normal import Word, fold, words
from gospablik.organisation import Organisation
from gospablik.regulation import Ground
from gospablik.store.comments import Author, Comment, CommentVersion, Finding
from gospablik.store.once import insert_once
from gospablik.store.review import Ruling
from gospablik.text import clean

LIST = Path(__file__).with_name("words.toml")
LOOK_BACK = timedelta(days=14)
"""How far back wordings without a finding are looked at again: a list is corrected, too."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One rule that a text meets. `span`: the first place, in the text as it was written."""

    ground: Ground
    rule: str
    reason: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    ground: Ground
    reason: str
    pattern: re.Pattern[str]
    spared: re.Pattern[str] | None
    phrases: re.Pattern[str] | None

    def meets(self, word: Word) -> bool:
        return self.pattern.match(word.normal) is not None and not (
            self.spared and self.spared.match(word.normal)
        )


def find(text: str) -> list[Hit]:
    """The rules that the text meets, each once, with its words as the resident wrote them."""
    found: list[Hit] = []
    all_words = list(words(text))
    for rule in _rules():
        met = sorted({(w.start, w.end) for w in all_words if rule.meets(w)})
        if met and rule.phrases:
            spared = _spared(text, rule.phrases)
            met = [(a, b) for a, b in met if not any(s <= a and b <= e for s, e in spared)]
        if met:
            said = list(dict.fromkeys(" ".join(clean(text[a:b]).split()) for a, b in met))
            shown = ", ".join(f"«{word}»" for word in said[:3])
            more = f" и ещё {len(said) - 3}" if len(said) > 3 else ""
            found.append(Hit(rule.ground, rule.id, f"{rule.reason}: {shown}{more}", met[0]))
    return found


def detect_new(session: Session, office: Organisation, now: datetime) -> int:
    """Keep findings of last wordings that have none yet; answers how many findings are new.

    Looks at comments that stand on the page, have no ruling on this wording and are not the
    page's own, seen in the last two weeks: cheap enough to be done anew each time, so that a
    killed pass leaves nothing unseen and a corrected list takes effect.
    """
    later = aliased(CommentVersion)
    rows = session.execute(
        select(CommentVersion.id, CommentVersion.text)
        .join(Comment, Comment.id == CommentVersion.comment_id)
        .join(Author, Author.id == Comment.author_id)
        .where(
            Comment.organisation == office.key,
            Comment.gone_at.is_(None),
            Author.is_page.is_(False),
            CommentVersion.seen_at > now - LOOK_BACK,
            ~exists().where(later.comment_id == Comment.id, later.number > CommentVersion.number),
            ~exists().where(Finding.version_id == CommentVersion.id),
            ~exists().where(Ruling.version_id == CommentVersion.id, Ruling.annulled_at.is_(None)),
        )
        .order_by(CommentVersion.id)
    ).all()
    new = 0
    for version_id, text in rows:
        for hit in find(text):
            new += insert_once(
                session,
                Finding,
                version_id=version_id,
                ground=hit.ground,
                rule=hit.rule,
                reason=hit.reason,
                found_at=now,
            )
    return new


def _spared(text: str, phrases: re.Pattern[str]) -> list[tuple[int, int]]:
    return [found.span() for found in phrases.finditer(text)]


@cache
def _rules() -> tuple[_Rule, ...]:
    raw = tomllib.loads(LIST.read_text("utf-8"))["rule"]
    return tuple(
        _Rule(
            id=rule["id"],
            ground=Ground(rule["ground"]),
            reason=rule["reason"],
            pattern=_pattern(rule),
            spared=_begins(rule.get("except", [])),
            phrases=_phrases(rule.get("phrases", [])),
        )
        for rule in raw
    )


def _pattern(rule: dict[str, list[str]]) -> re.Pattern[str]:
    stems, whole = rule.get("stems", []), rule.get("words", [])
    prefixes = [fold(prefix) for prefix in rule.get("prefixes", [""])]
    ways = [f"(?:{'|'.join(prefixes)})(?:{'|'.join(map(fold, stems))})"] if stems else []
    ways += [rf"(?:{'|'.join(map(fold, whole))})\Z"] if whole else []
    return re.compile("|".join(ways))


def _begins(stems: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(map(fold, stems))) if stems else None


def _phrases(phrases: list[str]) -> re.Pattern[str] | None:
    ways = [r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases]
    return re.compile("|".join(ways), re.IGNORECASE) if ways else None
