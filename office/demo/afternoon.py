"""The afternoon: decided, stopped by mail, left undecided, taken back, asked about, extracted."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from office.demo.mailer import Mailer
from office.demo.outside import Outside
from office.demo.people import People
from office.demo.story import (
    FOURTH_COMMENT,
    GROUP,
    RESIDENTS,
    SECOND_COMMENT,
    TAKEN_BACK,
    THIRD_COMMENT,
)
from office.demo.term import the_term_runs_out
from office.demo.terminal import Terminal

HEAD, DEPUTY = "head@example.test", "deputy@example.test"
HEAD_TITLE = "Главин А. А. (глава)"
IT_HEAD_TITLE = "Начальников Н. Н. (начальник отдела ИТ)"
CASE = "Предложение о блокировке"
"""How the subject of a case's letter begins."""
Answer = Callable[[str, Callable[[str], Mapping[str, Any]], str], None]
"""Waits for the form of that flow and answers it: flow, values by the run, words for the person."""


class Afternoon:
    """What follows the first decision. `answer` and `ruling` are the day's own."""

    def __init__(
        self,
        outside: Outside,
        people: People,
        terminal: Terminal,
        mailer: Mailer,
        organisation: Path,
        *,
        database: str,
    ) -> None:
        self.outside, self.people, self.terminal = outside, people, terminal
        self.mailer, self.organisation, self.database = mailer, organisation, database

    def play(self, post: int, answer: Answer, ruling: Callable[[str], Mapping[str, Any]]) -> None:
        """Everything in its order."""
        self.two_more_do_it_again(post, answer, ruling)
        self.the_deputy_decides_by_mail()
        self.the_head_stops_it_by_mail()
        self.nobody_decides_about_the_third()
        self.a_ruling_is_taken_back(answer)
        self.somebody_asks_to_be_let_in(answer)
        self.a_prosecutor_asks()

    def two_more_do_it_again(
        self, post: int, answer: Answer, ruling: Callable[[str], Mapping[str, Any]]
    ) -> None:
        """From now on a decision waits four working hours: so the file says since this minute."""
        text = self.organisation.read_text("utf-8")
        waits = text.replace("block_after_hours = 0", "block_after_hours = 4")
        if waits == text:
            raise LookupError("в organisation.toml демонстрации нет block_after_hours = 0")
        self.organisation.write_text(waits, "utf-8")
        self.outside.comment(post, *THIRD_COMMENT)
        self.outside.comment(post, *FOURTH_COMMENT)
        self.terminal.step("Ещё двое предупреждённых нарушили снова; теперь решения ждут 4 часа")
        self._run("Сбор комментариев")
        answer("Разбор нарушений", ruling, "специалист решает, что удалить")
        self._run("Сбор комментариев")

    def the_deputy_decides_by_mail(self) -> None:
        """No browser: the case is a letter, and so is the decision."""
        letter = self._last(DEPUTY, CASE, about=THIRD_COMMENT[0])
        first = f"Ограничить 30 {code_in(letter)}"
        self.mailer.answer(letter, DEPUTY, first, "Снова оскорбляет, ей уже объясняли.")
        self.terminal.step("Заместитель ответила на письмо с телефона: ограничить")
        self._run("Почта решений")

    def the_head_stops_it_by_mail(self) -> None:
        """Until it begins, anybody entitled stops it."""
        letter = self._last(HEAD, "Решение по делу")
        self.mailer.answer(letter, HEAD, f"СТОП {code_in(letter)}", "Сначала поговорим с ней.")
        self.terminal.step("Глава ответил на письмо о решении: стоп")
        self._run("Почта решений")
        self.terminal.more(f"заблокировано авторов: {len(self.outside.banned())}")

    def nobody_decides_about_the_third(self) -> None:
        """The head and the deputy have the letter, the form waits, the term passes: not blocked."""
        subject = self._last(HEAD, CASE, about=FOURTH_COMMENT[0])["subject"]
        number = subject.removeprefix(f"{CASE} № ").partition(":")[0]
        form = self.people.question("Решение о блокировке", f"дело № {number}")
        self.terminal.step(f"Третье дело, № {number}: письма пришли, форма ждёт, никто не отвечает")
        self.terminal.more(
            "решить надо за десять рабочих дней, а день один: его срок демонстрация переводит назад"
        )
        the_term_runs_out(self.database, int(number))
        self._run("Почта решений")
        self.terminal.more(f"форма: {self.people.last_words(form)}")
        self.terminal.more(f"заблокировано авторов: {len(self.outside.banned())}")

    def a_ruling_is_taken_back(self, answer: Answer) -> None:
        """By somebody else than who ruled; the comment is on the wall again."""
        number = self._number_told(TAKEN_BACK[0])
        self.people.start("Отменить решение", what=number)
        answer("Отменить решение", _taken_back, "начальник отдела отменяет удаление")

    def somebody_asks_to_be_let_in(self, answer: Answer) -> None:
        """A request is written down and answered on the record."""
        run = self.people.run(
            "Просьба о разблокировке",
            decision="1",
            asker="Геннадий Грубиянов",
            came="звонок или приём",
            said="Просит пустить обратно, больше не будет.",
            official=IT_HEAD_TITLE,
        )
        self.terminal.step(str(run["name"]))
        answer("Ответ на просьбу", _kept, "Глава оставляет блокировку в силе")

    def a_prosecutor_asks(self) -> None:
        """All that is kept of the blocked author, to be checked without this program."""
        run = self.people.run(
            "Выписка",
            what=self._number_told(SECOND_COMMENT[0]),
            about="всё об авторе этого комментария",
            reason="запрос прокуратуры (вымышленный, для демонстрации)",
            who=IT_HEAD_TITLE,
        )
        self.terminal.step(str(run["name"]))

    def _number_told(self, user_id: int) -> str:
        """The number of the record in the page's word to that resident."""
        told = [one["text"] for one in self.outside.comments() if one["user_id"] == -GROUP]
        name = " ".join(RESIDENTS[user_id])
        found = [re.search(r"номер записи: (\d+)", text) for text in told if name in text]
        return next(match.group(1) for match in found if match)

    def _last(self, reader: str, subject: str, about: int | None = None) -> dict[str, Any]:
        """`about`: the resident that the letter names."""
        letters = [one for one in self.outside.letters(reader) if subject in one["subject"]]
        name = " ".join(RESIDENTS[about]) if about else ""
        return [one for one in letters if name in one["text"]][-1]

    def _run(self, flow: str) -> None:
        self.terminal.step(str(self.people.run(flow)["name"]))


def code_in(letter: Mapping[str, Any]) -> str:
    """The personal code in a letter."""
    found = re.search(r"^\s*([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", letter["text"], re.MULTILINE)
    if found is None:
        raise LookupError(f"в письме «{letter['subject']}» нет кода")
    return found.group(1)


def _taken_back(run: str) -> Mapping[str, Any]:
    return {
        "official": IT_HEAD_TITLE,
        "verdict": "отменить",
        "reason": "Сказано о решении, а не о человеке.",
    }


def _kept(run: str) -> Mapping[str, Any]:
    return {
        "official": HEAD_TITLE,
        "verdict": "оставить в силе",
        "reason": "Срок назначен за два оскорбления и ещё идёт.",
    }
