"""All that is said of one comment, and how useful it is to look at it (clause 4.2)."""

import hashlib
from dataclasses import dataclass
from functools import cache

from gospablik.moderation.detection import gate, lists, model
from gospablik.moderation.detection.distress import trouble_list
from gospablik.moderation.detection.hit import GROUNDS, Hit, Kind, Tier
from gospablik.moderation.detection.language import sakha_spans, sakha_word
from gospablik.moderation.detection.letters import quoted
from gospablik.moderation.detection.personal.data import personal_data
from gospablik.moderation.detection.publication.mismatch import as_hit, mismatches
from gospablik.moderation.detection.rules import rule_hits
from gospablik.moderation.detection.tiers import SHIPPED
from gospablik.moderation.detection.words import Word, words

_RULES_COUNT = 0.8
_UNMISTAKABLE = 0.9
_TOLD_WORDS = 3
_CLEAR = 0.5


@dataclass(frozen=True, slots=True)
class Examined:
    """`hits`, the surest first; `score` from 0 to 1 ranks; `tier`: None is not shown.

    `sakha`: some of it is in Sakha and was judged by nobody: a person who reads Sakha looks at it.
    """

    hits: tuple[Hit, ...]
    score: float
    tier: Tier | None
    sakha: bool = False


def examine(text: str, post: str = "") -> Examined:
    """`post`: the text that the comment stands under; personal data that stand there are none."""
    spans = sakha_spans(text)
    found = words(text)
    judged = [word for word in found if not _within(word.start, spans)]
    in_lists = [
        word
        for word in found
        if not (_within(word.start, spans) and sakha_word(text[word.start : word.end]))
    ]
    hits = [*rule_hits(text, in_lists), *personal_data(text, post)]
    hits = [hit for hit in hits if _may_judge(hit, spans)]
    rating = model.rate([word.normal for word in judged])
    of_rules = max((hit.weight for hit in hits), default=0.0)
    score = 1 - (1 - rating.rude) * (1 - _RULES_COUNT * of_rules)
    clear = [hit for hit in hits if hit.weight >= _CLEAR]
    tier = SHIPPED.tier(score, rating.rude, clear, len(judged))
    hits += map(as_hit, mismatches(text, post) if post else ())
    if hits and tier is None and hits[-1].kind is Kind.MISMATCH:
        tier = Tier.C
    if tier and not hits:
        hits.append(_by_model(text, judged, rating))
    hits.sort(key=lambda hit: (-hit.weight, hit.span))
    return Examined(tuple(hits), score, tier, bool(spans))


@cache
def judged_by() -> str:
    """Sixteen characters that are others when the lists, the model or the thresholds are."""
    judges = hashlib.sha256(repr(SHIPPED).encode())
    of_lists = [*sorted(lists.FOLDER.glob("*.toml")), trouble_list.LIST]
    for path in (*of_lists, model.PATH, gate.PATH):
        judges.update(path.read_bytes())
    return judges.hexdigest()[:16]


def _within(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _may_judge(hit: Hit, spans: list[tuple[int, int]]) -> bool:
    """In a Sakha sentence only what is unmistakable counts; a telephone is one in any language."""
    unmistakable = hit.kind is Kind.PERSONAL or hit.weight >= _UNMISTAKABLE
    return unmistakable or not _within(hit.span[0], spans)


def _by_model(text: str, judged: list[Word], rating: model.Rating) -> Hit:
    """The words that weigh most, where no list knows any."""
    heavy = sorted(range(len(rating.shares)), key=lambda at: -rating.shares[at])[:_TOLD_WORDS]
    told = sorted(at for at in heavy if rating.shares[at] > 0)
    said = ", ".join(f"«{quoted(text, judged[at].start, judged[at].end)}»" for at in told)
    first = judged[heavy[0]]
    return Hit(
        Kind.RUDE,
        GROUNDS[Kind.RUDE],
        "model",
        f"слова, какие чаще стоят в грубых комментариях: {said}",
        (first.start, first.end),
        round(min(rating.rude, 0.5), 2) or 0.01,
        "программа судит по словам, а не по смыслу: критика и ирония ошибочно попадают сюда",
    )
