"""What a pass with nothing to do costs beside an empty Prefect flow."""

from statistics import median

from bench.process import Spent
from bench.report import Measured, ratio, seconds, table
from bench.town import PASSES, Town

ROUNDS = 7
WALL, CPU = 1.3, 1.6
"""The targets: how many times an empty flow's seconds an idle pass may take."""


def idle(town: Town, rounds: int = ROUNDS) -> Measured:
    """Each pass in turns with the empty flow; medians of their seconds and the ratios."""
    town.empty()  # compiled and cached once
    rows, good = [], True
    for name in PASSES:
        town.idle(name)
        pairs = [(town.empty(), town.idle(name)) for _ in range(rounds)]
        row, met = _row(name, [p[0] for p in pairs], [p[1] for p in pairs])
        rows.append(row)
        good &= met
        print(" · ".join(row), flush=True)
    heads = ["Проход", "пустой", "проход", f"время (≤ {ratio(WALL)})",
             "пустой, CPU", "проход, CPU", f"CPU (≤ {ratio(CPU)})", "итог"]  # fmt: skip
    text = table(heads, rows) + (
        f"\n\nПроцесс запуска от начала до выхода, медианы {rounds} чередующихся запусков."
    )
    return Measured("Холостой проход против пустого потока Prefect", text, good)


def _row(name: str, floor: list[Spent], ours: list[Spent]) -> tuple[list[str], bool]:
    wall = median(s.wall for s in floor), median(s.wall for s in ours)
    cpu = median(s.cpu for s in floor), median(s.cpu for s in ours)
    slow, hot = wall[1] / wall[0], cpu[1] / cpu[0]
    met = slow <= WALL and hot <= CPU
    return [
        name,
        *map(seconds, wall),
        ratio(slow),
        *map(seconds, cpu),
        ratio(hot),
        "да" if met else "НЕТ",
    ], met
