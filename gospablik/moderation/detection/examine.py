"""All that is said of one comment, and how useful it is to look at it (clause 4.2)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gospablik.moderation.detection import gate, lists, model
from gospablik.moderation.detection.distress import trouble_list
from gospablik.moderation.detection.hit import GROUNDS, Hit, Kind, Tier
from gospablik.moderation.detection.language import sakha_spans, sakha_word
from gospablik.moderation.detection.letters import quoted
from gospablik.moderation.detection.lexicon import lexicon_of
from gospablik.moderation.detection.own import Own, laid_over
from gospablik.moderation.detection.personal.data import personal_data
from gospablik.moderation.detection.publication.mismatch import as_hit, mismatches
from gospablik.moderation.detection.rules import Rules
from gospablik.moderation.detection.standing import Phrasebook
from gospablik.moderation.detection.tiers import CLEAR, SHIPPED, Thresholds
from gospablik.moderation.detection.words import Word, words

_RULES_COUNT = 0.8
_UNMISTAKABLE = 0.9
_TOLD_WORDS = 3


@dataclass(frozen=True, slots=True)
class Examined:
    """`hits`, the surest first; `score` from 0 to 1 ranks; `tier`: None is not shown.

    `rude`: what the model alone says, from 0 to 1.
    `sakha`: some of it is in Sakha and was judged by nobody: a person who reads Sakha looks at it.
    """

    hits: tuple[Hit, ...]
    score: float
    tier: Tier | None
    sakha: bool = False
    rude: float = 0.0


class Judge:
    """Lists and thresholds in force, and what is said of comments by them.

    `name`: sixteen characters that are others when the lists, the model or the thresholds are.
    """

    def __init__(self, own: Own, thresholds: Thresholds) -> None:
        """Raises OfficeError if the town's own words name a rule that the program has not."""
        found = laid_over(lists.shipped(), own)
        self.lexicon = lexicon_of(found)
        self.thresholds = thresholds
        self.name = _name(own, thresholds)
        self._rules = Rules(found, self.lexicon)
        self._never = Phrasebook((0, one) for one in own.never)
        self._sakha = own.sakha

    def examine(self, text: str, post: str = "", published: str = "") -> Examined:
        """`post`: the text the comment stands under; personal data that stand there are none.

        Nor are the contacts in `published`, one a line (`moderation.published`).
        """
        spans = sakha_spans(text, self._sakha)
        found = self._without_never(words(text, self.lexicon))
        judged = in_lists = found
        if spans:
            judged = [word for word in found if not _within(word.start, spans)]
            in_lists = [
                word
                for word in found
                if not (_within(word.start, spans) and self._is_sakha(text[word.start : word.end]))
            ]
        hits = [*self._rules.hits(text, in_lists), *personal_data(text, post, published)]
        hits = [hit for hit in hits if _may_judge(hit, spans)]
        rating = model.rate([word.normal for word in judged])
        of_rules = max((hit.weight for hit in hits), default=0.0)
        score = 1 - (1 - rating.rude) * (1 - _RULES_COUNT * of_rules)
        clear = [hit for hit in hits if hit.weight >= CLEAR]
        tier = self.thresholds.tier(score, rating.rude, clear, len(judged))
        hits += map(as_hit, mismatches(text, post) if post else ())
        if hits and tier is None and hits[-1].kind is Kind.MISMATCH:
            tier = Tier.C
        if tier and not hits:
            hits.append(_by_model(text, judged, rating))
        hits.sort(key=lambda hit: (-hit.weight, hit.span))
        return Examined(tuple(hits), score, tier, bool(spans), rating.rude)

    def _is_sakha(self, written: str) -> bool:
        return gate.plain(written) in self._sakha or sakha_word(written)

    def _without_never(self, found: Sequence[Word]) -> Sequence[Word]:
        """What the town says is never pointed at stays in its place, as a word nobody can read."""
        places = list(self._never.places([word.normal for word in found]))
        if not places:
            return found
        spared = {at for _, first, last in places for at in range(first, last + 1)}
        return [word._replace(normal="") if at in spared else word for at, word in enumerate(found)]


@cache
def shipped_judge() -> Judge:
    """By the lists and thresholds of the project alone."""
    return Judge(Own(), SHIPPED)


def examine(text: str, post: str = "") -> Examined:
    """By the lists and thresholds of the project alone."""
    return shipped_judge().examine(text, post)


def _name(own: Own, thresholds: Thresholds) -> str:
    judges = hashlib.sha256(repr((own.said, thresholds)).encode())
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


def _by_model(text: str, judged: Sequence[Word], rating: model.Rating) -> Hit:
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
