"""The afternoon: decided and stopped by mail alone, taken back, asked about, told in an extract."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from office.demo.mailer import Mailer
from office.demo.outside import Outside
from office.demo.people import People
from office.demo.story import GROUP, RESIDENTS, SECOND_COMMENT, TAKEN_BACK, THIRD_COMMENT
from office.demo.terminal import Terminal

HEAD, DEPUTY = "head@example.test", "deputy@example.test"
HEAD_TITLE = "Главин А. А. (глава)"
IT_HEAD_TITLE = "Начальников Н. Н. (начальник отдела ИТ)"
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
    ) -> None:
        self.outside, self.people, self.terminal = outside, people, terminal
        self.mailer, self.organisation = mailer, organisation

    def play(self, post: int, answer: Answer, ruling: Callable[[str], Mapping[str, Any]]) -> None:
        """Everything in its order."""
        self.another_insults_again(post, answer, ruling)
        self.the_deputy_decides_by_mail()
        self.the_head_stops_it_by_mail()
        self.a_ruling_is_taken_back(answer)
        self.somebody_asks_to_be_let_in(answer)
        self.a_prosecutor_asks()

    def another_insults_again(
        self, post: int, answer: Answer, ruling: Callable[[str], Mapping[str, Any]]
    ) -> None:
        """From now on a decision waits four working hours: so the file says since this minute."""
        text = self.organisation.read_text("utf-8")
        waits = text.replace("block_after_hours = 0", "block_after_hours = 4")
        if waits == text:
            raise LookupError("в organisation.toml демонстрации нет block_after_hours = 0")
        self.organisation.write_text(waits, "utf-8")
        self.outside.comment(post, *THIRD_COMMENT)
        self.terminal.step("Оскорбила снова и другая жительница; теперь решения ждут 4 часа")
        self._run("Сбор комментариев")
        answer("Разбор нарушений", ruling, "специалист решает, что удалить")
        self._run("Сбор комментариев")

    def the_deputy_decides_by_mail(self) -> None:
        """No browser: the case is a letter, and so is the decision."""
        letter = self._last(DEPUTY, "Предложение о блокировке")
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

    def _last(self, reader: str, subject: str) -> dict[str, Any]:
        letters = [one for one in self.outside.letters(reader) if subject in one["subject"]]
        return letters[-1]

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
