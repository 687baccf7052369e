"""`python -m office.networks_page` writes docs/networks.md: the matrices of the code, for people.

A test compares the file with the code, so the page cannot lie.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module

from gospablik.networks.capabilities import UNUSED, Capability, Matrix, Operation, Way
from gospablik.networks.matrices import matrix_of, not_shown
from gospablik.page import NETWORK_NAMES
from gospablik.root import ROOT

FILE = ROOT / "docs" / "networks.md"

_HEAD = """\
# Что можно в каждой сети

Составлено из кода командой `python -m office.networks_page`; вручную не правится.

- **по API** — программа делает сама, если у ключа есть названное право;
- **поручением** — сеть не даёт этого такому ключу: программа пишет сотруднику, куда зайти и что
  нажать ([руководство, «Поручения»](handbook.ru.md#9-поручения));
- **невозможно** — сеть этого не даёт, и поручать нечего: списков люди вручную не переписывают;
- **не делает** — ни одна задача программы этого не делает и сотруднику не поручает; в скобках —
  дала бы это сеть такому ключу по API. Сюда относятся: {unused}.

Ключи одной страницы складываются: действие идёт по API, если его допускает хотя бы один из них. Что
могут именно Ваши ключи, каждый день проверяет «Проверка прав»
([руководство](handbook.ru.md#проверка-прав)).

«Слова сайта» — описание картинки или видео для незрячих (`alt`), без него заголовок новости."""


_ALL = "всё, что делает программа, по API (с оговорками таблицы)"


def text() -> str:
    """The whole page: one part for each network whose adapter is here."""
    unused = ", ".join(each.quoted for each in Operation if each in UNUSED)
    parts = [_HEAD.format(unused=unused)]
    for network in networks():
        parts += _part(network)
    return "\n\n".join(parts) + "\n"


def networks() -> list[str]:
    """Networks whose adapter declares a matrix, in the order of their names."""
    folder = ROOT / "gospablik" / "networks"
    return [name for name in NETWORK_NAMES if (folder / name / "capabilities.py").exists()]


def _part(network: str) -> Iterator[str]:
    matrix = matrix_of(network)
    yield f"## {NETWORK_NAMES[network]}"
    yield "\n".join(f"- {_summary(kind, matrix)}" for kind in matrix)
    sources = list(dict.fromkeys(_source(matrix, operation) for operation in Operation))
    heads = ["Действие", *matrix, "Оговорки", "Источник"]
    lines = [_line(heads), "|" + "---|" * len(heads)]
    for operation in Operation:
        ways = [column[operation].way.of(operation) for column in matrix.values()]
        number = sources.index(_source(matrix, operation)) + 1
        lines.append(_line([operation.words, *ways, _notes(matrix, operation), f"({number})"]))
    yield "\n".join(lines)
    yield "Чего сбор комментариев не видит:"
    yield "\n".join(f"- {words}" for words in not_shown(network))
    called = getattr(import_module(f"gospablik.networks.{network}.capabilities"), "SOURCES", "")
    yield f"Источники. {called}".rstrip()
    yield "\n".join(f"{number}. {source}" for number, source in enumerate(sources, 1))


def _summary(kind: str, matrix: Matrix) -> str:
    """What of the program's work is not done by the API, or what alone is."""
    done = {way: _named(matrix[kind], way) for way in Way}
    if len(done[Way.API]) < len(Operation) / 4:
        return f"**{kind}** — только {Way.API}: {', '.join(done[Way.API])}."
    rest = [f"{way}: {', '.join(done[way])}" for way in (Way.ERRAND, Way.IMPOSSIBLE) if done[way]]
    return f"**{kind}** — {'; '.join(rest) or _ALL}."


def _named(column: Mapping[Operation, Capability], way: Way) -> list[str]:
    return [each.quoted for each in Operation if column[each].way is way and each not in UNUSED]


def _notes(matrix: Matrix, operation: Operation) -> str:
    """What limits the operation; with the kind of key where there are several."""
    told: dict[str, list[str]] = {}
    for kind, column in matrix.items():
        if note := column[operation].note:
            told.setdefault(note, []).append(kind)
    if len(matrix) == 1:
        return "".join(told)
    return "<br>".join(f"{', '.join(kinds)}: {note}" for note, kinds in told.items())


def _source(matrix: Matrix, operation: Operation) -> str:
    return "; ".join(dict.fromkeys(column[operation].source for column in matrix.values()))


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(words.replace("|", "\\|") for words in cells) + " |"


def main() -> None:
    """Write the page."""
    FILE.write_text(text(), "utf-8")


if __name__ == "__main__":
    main()
