"""Resident memory of what stays up, and of an idle pass, beside Prefect alone."""

from statistics import median

from bench.floor import floor
from bench.machine import resident
from bench.report import Measured, megabytes, ratio, table
from bench.town import PASSES, Town

ROUNDS = 3


def memory(town: Town) -> Measured:
    """Server and worker after a day's work; the peak of an idle pass. Stops the town's worker."""
    stack = town.stack
    try:
        empty = floor()
        pairs = [
            ("Сервер Prefect", empty.server, resident(stack.pid("server"))),
            ("Исполнитель", empty.worker, resident(stack.pid("worker"))),
        ]
    finally:
        stack.stop_worker()  # what is measured next wants it gone, whatever became of this
    peak = median(town.empty().peak for _ in range(ROUNDS))
    for name in PASSES:
        ours = median(town.idle(name).peak for _ in range(ROUNDS))
        pairs.append((f"{name}: нечего делать", peak, ours))
    rows = [[n, megabytes(a), megabytes(b), ratio(b / a)] for n, a, b in pairs]
    text = table(["Процесс", "пустой Prefect", "госпаблик", "отношение"], rows) + (
        "\n\nСервер и исполнитель: память сейчас (RSS), у пустого после одного пустого запуска, "
        f"у нас после дня работы. Проход: наибольшая за запуск, медиана {ROUNDS} запусков."
    )
    return Measured("Память", text)
