"""What the detector costs, and what packages of others find on the same texts at what cost."""

from collections.abc import Mapping, Sequence

from bench.detector import alone
from bench.detector.alone import PACKAGES, Run
from bench.detector.judged import Comment
from bench.detector.results import Goal, Part, figure, goals_table, part
from bench.report import table
from bench.shares import Share
from gospablik.errors import OfficeError

OURS = "госпаблик (всё показанное)"
MAY_FAIL = frozenset({"check-swear"})
"""It fetches stop words when it runs; where it cannot, that is told and held against nobody."""
FASTEST, SLOWEST_MS, MOST_MB = 3_000, 2, 150
Sets = Mapping[str, Sequence[Comment]]


def cost(title: str, sets: Sets) -> Part:
    """Speed and memory of ours and of others, and what each finds, on one core."""
    texts = list(dict.fromkeys(one.text for comments in sets.values() for one in comments))
    runs, told, blind = {OURS: alone.ours(texts)}, [], []
    for name in PACKAGES:
        try:
            runs[name] = alone.package(name, texts)
        except OfficeError as problem:
            told.append(f"Не измерено ({PACKAGES[name]}): {problem.happened}")
            blind += [] if name in MAY_FAIL else [f"пакет {name}"]
    text = (
        f"Разных комментариев {len(texts)} ({', '.join(sets)}), одно ядро, один за другим. Память "
        "сверх пустого Python: после первого ответа и после всех. Чужие пакеты ставятся во "
        "временное окружение, в зависимостях их нет: "
        f"{', '.join(dict.fromkeys(PACKAGES.values()))}."
    )
    flagged = {name: dict(zip(texts, run.flags, strict=True)) for name, run in runs.items()}
    aims = goals(runs[OURS])
    return part(
        title, [text, found(sets, flagged), spent(runs), goals_table(aims), *told], aims, blind
    )


def goals(run: Run) -> list[Goal]:
    """What the project promises of speed and memory, on a quiet machine."""
    return [
        Goal("комментариев в секунду", run.rate, FASTEST),
        Goal("один комментарий, мс (медиана)", run.milliseconds[0], SLOWEST_MS, at_most=True),
        Goal("один комментарий, мс (99 %)", run.milliseconds[1], SLOWEST_MS, at_most=True),
        Goal("память сверх пустого Python, МБ", run.used_mb, MOST_MB, at_most=True),
    ]


def found(sets: Sets, flagged: Mapping[str, Mapping[str, bool]]) -> str:
    """Recall and false alarms of each on each set."""
    heads = ["Детектор"]
    heads += [f"{name}: {what}" for name in sets for what in ("полнота", "доля ложных")]
    rows = [
        [name, *(_share(some, flags, bad=bad) for some in sets.values() for bad in (True, False))]
        for name, flags in flagged.items()
    ]
    return table(heads, rows)


def spent(runs: Mapping[str, Run]) -> str:
    """Time and memory of each."""
    heads = ["Детектор", "комм. в секунду", "один, мс: медиана", "99 %", "импорт, с"]
    heads += ["до первого ответа, с", "память, МБ", "после всех, МБ"]
    rows = []
    for name, run in runs.items():
        middle, slow = run.milliseconds
        cells = [figure(run.rate, 0), figure(middle), figure(slow), figure(run.imported, 2)]
        cells += [figure(run.first, 2), figure(run.loaded_mb, 0), figure(run.used_mb, 0)]
        rows.append([name, *cells])
    return table(heads, rows)


def _share(comments: Sequence[Comment], flags: Mapping[str, bool], *, bad: bool) -> str:
    mine = [flags[one.text] for one in comments if one.bad is bad]
    return figure(Share(sum(mine), len(mine)).value)
