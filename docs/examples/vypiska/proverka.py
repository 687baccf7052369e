"""Проверка выписки без программы, которая её сделала. Запуск: python3 proverka.py

Нужен только Python 3.8 или новее; ничего не изменяет и никуда не обращается.
"""

import hashlib
import json
import sys
from pathlib import Path


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def files(folder):
    """Что не сходится с перечнем SHA256SUMS."""
    named = {"SHA256SUMS"}
    for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, name = line.split("  ", 1)
        named.add(name)
        path = folder / name
        if not path.is_file():
            yield f"{name}: файла нет"
        elif sha256(path.read_bytes()) != digest:
            yield f"{name}: изменён"
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in named:
            yield f"{name}: лишний файл"


def chain(folder):
    """Что не сходится в записях журнала: каждая держит печать предыдущей."""
    before = None
    for line in (folder / "zhurnal.jsonl").read_bytes().splitlines():
        said = json.loads(line)
        number = said["number"]
        if before and said["previous"] != before[1]:
            yield f"запись № {number}: ссылка на предыдущую не сходится"
        if before and number != before[0] + 1:
            yield f"запись № {number}: перед ней пропуск"
        before = (number, sha256(line))
        yield from content(folder, said, number)


def content(folder, said, number):
    """Что не сходится в сохранённых словах этой записи; стёртых по сроку хранения нет."""
    sealed = folder / "dokazatelstva" / f"{number:06d}.bin"
    if not sealed.is_file():
        return
    data = sealed.read_bytes()
    if sha256(data) != said["content"]:
        yield f"запись № {number}: слова не те, что запечатаны"
    elif data[32:] != (folder / "dokazatelstva" / f"{number:06d}.json").read_bytes():
        yield f"запись № {number}: слова для чтения не те, что запечатаны"


def pictures(folder):
    """Имя картинки — её сумма; она же стоит в запечатанных словах."""
    for path in sorted((folder / "kartinki").glob("*")):
        if sha256(path.read_bytes()) != path.stem:
            yield f"kartinki/{path.name}: не та картинка"


def main():
    folder = Path(__file__).resolve().parent
    problems = [*files(folder), *chain(folder), *pictures(folder)]
    for problem in problems:
        print("НЕ СХОДИТСЯ:", problem)
    if problems:
        return 1
    print("Всё сходится: файлы те же, записи журнала целы, слова те, что запечатаны.")
    for line in (folder / "zhurnal.jsonl").read_bytes().splitlines():
        number, seal = json.loads(line)["number"], sha256(line)
        if (folder / "dokazatelstva" / f"{number:06d}.bin").is_file():
            print(f"запись № {number}: печать {seal}")
    print("Сравните печати с теми, что стоят в письмах и в базе администрации.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
