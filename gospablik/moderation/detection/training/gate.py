"""Train the gate between Sakha and Russian: writes gate.bin, the same bytes each time."""

import argparse
import csv
import json
import random
import re
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path

from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from gospablik.moderation.detection import gate
from gospablik.moderation.detection.gate_words import sentences, words
from gospablik.moderation.detection.training import sakha_phrases
from gospablik.root import ROOT

SIZE = 65_536
SAKHA_PHRASES = 60_000
LOANS = 8_000
DISGUISED = 2_500
# Taken from each sentence: a word or two in doubt are Russian, «хам!» among them.
MARGIN = 0.5
SEED = 4
OWN = ROOT / "bench" / "fidelity_pairs" / "tune.jsonl"
# Everyday Sakha words that are in a Russian dictionary too; looked through by hand.
HOMOGRAPHS = """
    айар аймах алта алтан аллара ама амарах анал аны арай ардах ас ат атах ахтан ахтар балык бар
    бара баран барда бары бас били бука булан бэл бэрт дии дойду дуо ил ини ис испит ким кус кутан
    манан манна маны мин онно онон саба сайын сал саха сир сирин сонно сурах сыта талан тиит тойон
    тосту тугун тула тура туран тута тыл тыла тылы уран ураты хайдах хам ханан хара харах хат хата
    холку хоту эн эр этин ээ
"""
DISGUISE = str.maketrans("гноху", "ҕҥөһү")
_SAKHA_LETTER = re.compile("[ҕҥөһү]")


def russian_texts(data: Path) -> Iterator[str]:
    """Give the Russian texts that a shipped model may be trained on."""
    with (data / "vk_distorted_toxicity_dev.tsv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield row["comments"]
    yield from (data / "toxic_only_mit.txt").read_text(encoding="utf-8").splitlines()
    for line in OWN.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        yield from (text for text in (pair["site"], pair["post"]) if _is_russian(text))


def _is_russian(text: str) -> bool:
    """Tell whether hardly a word has Sakha letters: some of the project's own texts are Sakha."""
    found = text.lower().split()
    return sum(1 for word in found if _SAKHA_LETTER.search(word)) * 20 <= len(found)


def russian_phrases(texts: Iterable[str], chance: random.Random) -> Iterator[list[str]]:
    """Give the sentences of the texts, each once, and a short piece of each."""
    known = set[tuple[str, ...]]()
    for text in texts:
        for start, end in sentences(text):
            found = tuple(word.plain for word in words(text, start, end))
            if found and found not in known:
                known.add(found)
                yield list(found)
                piece = chance.randrange(len(found))
                yield list(found[piece : piece + chance.randint(1, 4)])


def disguised(word: str) -> list[str]:
    """Give a Russian word as it is written around filters: Sakha letters make it no Sakha word."""
    return [word.translate(DISGUISE)]


def table(phrases: list[list[str]]) -> csr_matrix:
    """Give how often each letter group is in each phrase."""
    places, ends = array("i"), array("i", [0])
    for phrase in phrases:
        for word in phrase:
            places.extend(group % SIZE for group in gate.groups(gate.plain(word)))
        ends.append(len(places))
    ones = array("d", [1.0]) * len(places)
    matrix = csr_matrix((ones, places, ends), shape=(len(phrases), SIZE))
    matrix.sum_duplicates()
    return matrix


def train(data: Path) -> bytes:
    """Give the bytes of gate.bin."""
    chance = random.Random(SEED)  # noqa: S311  # not for secrets
    chain, loans = sakha_phrases.followers(set(HOMOGRAPHS.split()))
    russian = list(russian_phrases(russian_texts(data), chance))
    russian += [chance.choices(loans, k=chance.randint(1, 2)) for _ in range(LOANS)]
    russian += [disguised(chance.choice(phrase)) for phrase in chance.choices(russian, k=DISGUISED)]
    sakha = list(sakha_phrases.phrases(chain, SAKHA_PHRASES, chance))
    labels = [0] * len(russian) + [1] * len(sakha)
    model = LogisticRegression(C=1.0, solver="liblinear", random_state=SEED, max_iter=200)
    with threadpool_limits(1):  # sums in another order are other sums
        model.fit(table(russian + sakha), labels)
    weights: list[float] = model.coef_[0].tolist()
    divisor = int(127 / max(map(abs, weights)))
    rounded = array("b", [round(weight * divisor) for weight in weights])
    bias = round((float(model.intercept_[0]) - MARGIN) * divisor)
    return gate.pack(divisor, bias, rounded.tobytes(), sorted(HOMOGRAPHS.split()))


def main() -> None:
    """Train with the texts in `--data` and write gate.bin."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the Russian comments")
    gate.PATH.write_bytes(train(parser.parse_args().data))


if __name__ == "__main__":
    main()
