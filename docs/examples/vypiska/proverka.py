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
    lines = {}
    for line in (folder / "zhurnal.jsonl").read_bytes().splitlines():
        said = json.loads(line)
        number = said["number"]
        lines[f"{number:06d}.json"] = line
        if before and said["previous"] != before[1]:
            yield f"запись № {number}: ссылка на предыдущую не сходится"
        if before and number != before[0] + 1:
            yield f"запись № {number}: перед ней пропуск"
        before = (number, sha256(line))
        yield from content(folder, said, number)
    for path in own(folder):
        if lines.get(path.name) != path.read_bytes():
            yield f"zhurnal/{path.name}: не та запись, что в zhurnal.jsonl"


def own(folder):
    """Записи журнала о комментариях этой выписки."""
    return sorted((folder / "zhurnal").glob("*.json"))


def words_of(folder, path):
    """Где лежат слова, которые запечатаны этой записью; их может и не быть."""
    return folder / "dokazatelstva" / f"{path.stem}.bin"


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


def sealed_pictures(folder):
    """Картинки, которые названы в запечатанных словах: запись и сумма картинки."""
    for path in sorted((folder / "dokazatelstva").glob("*.bin")):
        try:
            versions = json.loads(path.read_bytes()[32:].decode("utf-8"))["versions"]
        except (ValueError, LookupError):
            continue  # слова изменены; об этом сказано выше
        for version in versions:
            for picture in version.get("pictures", []):
                if "sha256" in picture:
                    yield path.stem, picture["sha256"]


def pictures(folder):
    """Имя картинки — её сумма; запечатанная картинка должна лежать в папке."""
    there = set()
    for path in sorted((folder / "kartinki").glob("*")):
        there.add(path.stem)
        if sha256(path.read_bytes()) != path.stem:
            yield f"kartinki/{path.name}: не та картинка"
    for record, digest in sealed_pictures(folder):
        if digest not in there:
            yield f"запись № {int(record)}: запечатанной картинки {digest} нет"


def main():
    folder = Path(__file__).resolve().parent
    problems = [*files(folder), *chain(folder), *pictures(folder)]
    for problem in problems:
        print("НЕ СХОДИТСЯ:", problem)
    if problems:
        return 1
    records = own(folder)
    said = ["файлы те же"]
    if records:
        said.append("записи журнала целы")
    if any(words_of(folder, one).is_file() for one in records):
        said.append("слова те, что запечатаны")
    print(f"Всё сходится: {', '.join(said)}.")
    for one in records:
        there = words_of(folder, one).is_file()
        note = "" if there else "; слов нет: они стёрты по сроку хранения или не приложены"
        print(f"запись № {int(one.stem)}: печать {sha256(one.read_bytes())}{note}")
    if records:
        print("Сравните печати с теми, что стоят в письмах и в базе администрации.")
    else:
        print("Доказательств в выписке нет: слова сверять не с чем.")
    known = {digest for _, digest in sealed_pictures(folder)}
    loose = [one for one in (folder / "kartinki").glob("*") if one.stem not in known]
    if loose:
        print(f"Картинок, которые не запечатаны: {len(loose)}; сверять их не с чем.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
