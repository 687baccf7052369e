"""Where a comment states a fact of the post above it otherwise (clause 4.2, distortion).

The lowest tier, and never an accusation: the resident may be right and the post mistaken.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from gospablik.moderation.detection.hit import GROUNDS, Hit, Kind
from gospablik.moderation.detection.language import sakha_spans
from gospablik.moderation.detection.letters import MOST_OF_A_POST, quoted
from gospablik.moderation.detection.publication.claims import Claim, claims
from gospablik.moderation.detection.publication.denials import denials
from gospablik.moderation.detection.publication.stated import Stated, stated
from gospablik.moderation.detection.publication.words import Sentence, sentence
from gospablik.text.fact import Span
from gospablik.text.sentences import sentences

COMMENT_LIMIT = 1_500
DOUBT = "автор может быть прав или говорить о другом: проверьте и ответьте"
LEAST, MOST_WEIGHT, MOST = 0.4, 0.5, 3
_SHOWN = 90
_FIGURE = re.compile(
    r"\d|(?<!\w)(?:дв[аеоу]|тр[иоеё]|четыр|четвер|пят|шест|сем[ьи]|восем|девят|десят|одинн|сорок"
    r"|сто(?!\w)|полтор|тысяч|тыщ|миллион|миллиард|перв|втор|понед|сред[уы]|суббот|воскрес"
    r"|январ|феврал|март|апрел|ма[йяе](?!\w)|июн|июл|август|сентяб|октяб|ноябр|декаб|полд|полноч)",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"(?<!\w)(?:н[еи](?!\w)|нет|ни(?:кто|как|где|чего)|вр[аеёу]|[сн]авра|лож|лж|лг|неправ|обман|фейк"
    r"|брех|сказк|показух|липов|выдум|недост|дезинф|ошиб|опечат|неверн|перепут|на\sсам|по\sфакт"
    r"|факти|в\sреал|в\sдейст|на\sдел|бред|чуш|ерунд|отмен|перен|сорва|слома|закры|откры|отказ"
    r"|снес|заброс|останов|включ|отключ|припис|на\sбум|для\sгал)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """What the comment says otherwise than the post: places in both texts as written.

    `weight`: how sure, above 0, at most 0.5; `reason`: both words side by side, in Russian;
    `doubt`: why it may be a mistake.
    """

    comment_span: Span
    post_span: Span
    comment_words: str
    post_words: str
    weight: float
    reason: str
    doubt: str = DOUBT


@dataclass(frozen=True, slots=True)
class Post:
    """A post as it is read once: its facts, its sentences and the keys of all its words."""

    text: str
    claims: tuple[Claim, ...]
    sentences: tuple[Sentence, ...]
    keys: frozenset[str]


@lru_cache(maxsize=128)
def facts_of(post: str) -> Post:
    """The post read for comparison with its comments; its first 20,000 characters."""
    text = post[:MOST_OF_A_POST]
    said = tuple(sentence(text, span) for span in sentences(text))
    keys = frozenset(key for one in said for key in one.keys)
    return Post(text, tuple(claims(text)), said, keys)


def mismatches(comment: str, post: str) -> list[Mismatch]:
    """The likeliest first, three at most; none in Sakha, none of a comment that denies nothing.

    Of a comment the first 1,500 characters are looked at: figures take their time.
    """
    text = comment[:COMMENT_LIMIT]
    figures, denies = _FIGURE.search(text) is not None, _DENIAL.search(text) is not None
    if not (figures or denies) or not post:
        return []
    read = facts_of(post)
    found = stated(text, claims(text), read.claims, read.keys) if figures and read.claims else []
    if not any(one.score >= LEAST for one in found) and denies:
        found = [
            Stated(one.comment, one.post, one.score)
            for one in denials(text, list(read.sentences), read.keys)
        ]
    likely = sorted((one for one in found if one.score >= LEAST), key=lambda one: -one.score)
    if not likely:
        return []
    sakha = sakha_spans(text)
    kept = [one for one in likely if not _touches(one.comment, sakha)]
    return [_mismatch(one, text, read.text) for one in kept[:MOST]]


def as_hit(mismatch: Mismatch) -> Hit:
    """The mismatch as the queue shows it."""
    return Hit(
        kind=Kind.MISMATCH,
        ground=GROUNDS[Kind.MISMATCH],
        rule="publication",
        reason=mismatch.reason,
        span=mismatch.comment_span,
        weight=mismatch.weight,
        doubt=mismatch.doubt,
    )


def _touches(span: Span, others: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _mismatch(one: Stated, comment: str, post: str) -> Mismatch:
    mine, theirs = _shown(comment, one.comment), _shown(post, one.post)
    weight = round(min(MOST_WEIGHT, one.score / 2), 3)
    reason = f"в комментарии: «{mine}», в публикации: «{theirs}»"
    return Mismatch(one.comment, one.post, mine, theirs, weight, reason)


def _shown(text: str, span: Span) -> str:
    said = quoted(text, *span)
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN].rstrip()}…"
