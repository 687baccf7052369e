"""All parts of the measurement, in the order of the document."""

import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from bench.detector import answer as adapter
from bench.detector import probes
from bench.detector.answer import Answer
from bench.detector.attacks import LONG, MOST, attacks
from bench.detector.cost import cost
from bench.detector.folds import FOLDS, unseen
from bench.detector.judged import Comment, Judged, judge, shown
from bench.detector.natural import natural
from bench.detector.probing import probing
from bench.detector.quality import quality
from bench.detector.results import Goal, Part, goals_table, not_measured, part
from bench.detector.sources import OKRU, RLTC, VK, lines
from bench.detector.stream import stream
from gospablik.errors import OfficeError

SAKHA_FLAGGED = 0.01


@dataclass
class Bench:
    """What is measured with: the folder of the data, the probes, the detector and its training."""

    data: Path
    probes: Path = probes.FOLDER
    answer: Answer = field(default_factory=adapter.ours)
    trained: Callable[[Sequence[int]], Answer] = adapter.trained_without

    @cached_property
    def sets(self) -> dict[str, list[Comment]]:
        """The two sets that no model has seen."""
        return {source.name: source.read(self.data) for source in (OKRU, RLTC)}

    @cached_property
    def unseen_vk(self) -> list[tuple[Comment, Answer]]:
        """VK's comments, each with a model that has not seen it."""
        return unseen(VK.read(self.data), self.trained)


def parts(bench: Bench) -> Iterator[Part]:
    """One after the other; what cannot be measured says why, and the others are measured."""
    ways: dict[str, Callable[[str], Part]] = {
        "Чужие комментарии": partial(_quality, bench),
        "ВКонтакте": partial(_vk, bench),
        "Слова, написанные в обход": partial(_attacks, bench),
        "Естественные искажения": partial(_natural, bench),
        "Якутские предложения": partial(_sakha, bench),
        "Свои пробы": lambda title: probing(title, bench.answer, bench.probes),
        "Ложные карточки в день": lambda title: stream(title, bench.answer, bench.probes),
        "Скорость, память и чужие пакеты": lambda title: cost(title, bench.sets),
    }
    for title, way in ways.items():
        try:
            yield way(title)
        except OfficeError as problem:
            yield not_measured(title, str(problem))
        except Exception as problem:  # whatever became of this one, the others are measured
            traceback.print_exception(problem)
            yield not_measured(title, f"{type(problem).__name__}: {problem}")


def _quality(bench: Bench, title: str) -> Part:
    sets = {name: judge(comments, bench.answer) for name, comments in bench.sets.items()}
    return part(title, quality(sets))


def _vk(bench: Bench, title: str) -> Part:
    judged = [Judged(one.bad, answer(one.text)) for one, answer in bench.unseen_vk]
    text = f"Частей {FOLDS}: каждый комментарий оценён моделью, которая его не видела."
    return part(title, [text, *quality({VK.name: judged})])


def _attacks(bench: Bench, title: str) -> Part:
    rude = frozenset(lines(bench.data / "rude_word_forms_mit.txt"))
    texts = [
        f"Не больше {MOST} нарушений с грубым словом из списка: переписаны все такие слова. "
        f"Ложные: не больше {MOST} обычных, переписаны все слова от {LONG} букв, которых в списке "
        "нет. Считаются комментарии, которые приём изменил; «до» — они же, как написаны. Цели "
        "относятся ко всему показанному."
    ]
    goals: list[Goal] = []
    for name, comments in bench.sets.items():
        text, own = attacks(name, comments, rude, bench.answer)
        texts += [f"### {name}", text]
        goals += own
    return part(title, texts, goals)


def _natural(bench: Bench, title: str) -> Part:
    try:
        answered, whose = bench.unseen_vk, "Модели, которые этих комментариев не видели."
    except OfficeError:
        answered = [(one, bench.answer) for one in VK.read(bench.data)]
        whose = "Детектор как есть: если в нём модель, она эти комментарии видела."
    text, goals = natural(answered)
    return part(title, [whose, text], goals)


def _sakha(bench: Bench, title: str) -> Part:
    sentences = lines(bench.data / "sakha_sentences_dev.txt")
    judged = judge((Comment(n, text, False) for n, text in enumerate(sentences, 1)), bench.answer)
    flagged = shown(judged)
    goal = Goal("отмечено якутских предложений", flagged.value, SAKHA_FLAGGED, at_most=True)
    count, _, between = flagged.cells()
    return part(title, [f"Отмечено {count} (95 %: {between}).", goals_table([goal])], [goal])
