"""The working day, step by step: what happens outside, which run follows, who answers."""

import re
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from office.demo.afternoon import Afternoon
from office.demo.afterwards import people_write_by_hand, the_site_is_edited
from office.demo.other_networks import Elsewhere
from office.demo.outside import Outside
from office.demo.people import People
from office.demo.scene import ZONE, Wishes
from office.demo.story import (
    CORRECT,
    CORRECTION,
    EDITED,
    ELSEWHERE_COMMENTS,
    LAPSED,
    NEWS,
    PICTURED,
    SECOND_COMMENT,
    SPOILT,
    TOPIC,
)
from office.demo.terminal import Terminal
from office.demo.voices import (
    ANSWER,
    ASKED_ELSEWHERE,
    OWN_WORDS,
    QUESTION,
    TO_REMOVE,
    WALL,
    answer_of,
)

ACCESS = ("Проверка прав", "Паспорта страниц", "Сверка блокировок", "Охват")
REASON = "Такие слова нарушают правила комментирования; о самом деле напишите без них."


class Day:
    """One day, played by whoever holds it; forms are answered by a person or by the demo."""

    def __init__(
        self,
        outside: Outside,
        elsewhere: Elsewhere,
        people: People,
        terminal: Terminal,
        wishes: Wishes,
        *,
        afternoon: Afternoon,
    ) -> None:
        self.outside, self.elsewhere, self.people = outside, elsewhere, people
        self.afternoon = afternoon
        self.terminal, self.wishes = terminal, wishes
        self._items: list[str] = []
        """Numbers of the news on the site, as they were put there."""

    def play(self) -> None:
        """From the morning's news to the weekly letter."""
        self.news_and_posts()
        post = _talked_of([(str(p["id"]), p["text"]) for p in self.outside.posts()])
        if not self.wishes.site:
            self._answer("Задержанные посты", self._correction, "специалист исправляет по сайту")
        self.residents_write(int(post))
        if not self.wishes.site:
            the_site_is_edited(self.outside, self.people, self.terminal, self._items[EDITED])
        self.the_specialist_rules()
        self.the_specialist_answers()
        self.an_employee_does_the_errands()
        self.one_of_them_again(int(post))
        self.an_employee_does_the_errands()
        if self.wishes.user_token:
            self.the_head_decides()
            self.afternoon.play(int(post), self._answer, self._ruling)
        if not self.wishes.site:
            people_write_by_hand(self.outside, self.elsewhere, self.terminal)
        self.reconciliation()
        self.access_is_checked()
        self.the_weekly_letter()

    def news_and_posts(self) -> None:
        """News appear on the site, are checked and published."""
        if self.wishes.site:
            self.terminal.step(f"Новости берутся из {self.wishes.site}")
            run = self.people.run("Публикация", newest=self.wishes.items)
        else:
            self._put_news_on_the_site()
            self.terminal.step("На официальном сайте появились новости; в одной дата не сходится")
            self.terminal.more(f"{self.outside.address}/site/news/")
            run = self.people.run("Публикация")
        self._told(run)
        for post in self.outside.posts():
            self.terminal.more(f"на стене: {post['text'].splitlines()[0]}")
        for network in self.elsewhere:
            self.terminal.more(f"{network.words}: постов {len(network.posts())}")

    def _put_news_on_the_site(self) -> None:
        now = datetime.now(ZONE)
        for number, item in enumerate([*NEWS, SPOILT]):
            published = now - timedelta(minutes=30 - number)
            picture = {"picture": "zal.png"} if number == PICTURED else {}
            put = self.outside.control(
                "site/items", **item, **picture, published_at=published.isoformat()
            )
            self._items.append(str(put["id"]))

    def residents_write(self, post: int) -> None:
        """Questions, thanks, grief, anger, Sakha; among them violations of several kinds."""
        for user, text in WALL:
            self.outside.comment(post, user, text)
        written = len(WALL)
        for network in self.elsewhere:
            topic = _talked_of([(p.id, p.text) for p in reversed(network.posts())])
            for user, text in (*ELSEWHERE_COMMENTS, ASKED_ELSEWHERE[network.key]):
                network.write(topic, user, text)
                written += 1
        self.terminal.step(
            f"Жители четырёх сетей написали комментариев: {written}; среди них нарушения"
        )
        self._told(self.people.run("Сбор комментариев"))

    def the_specialist_rules(self) -> None:
        """The form of the review: violations are removed, criticism stays."""
        for _ in range(1 + len(self.elsewhere)):
            self._answer("Разбор нарушений", self._ruling, "специалист решает, что удалить")

    def the_specialist_answers(self) -> None:
        """One resident's question is answered below it; the others wait in their queue."""
        self._answer("Ответы жителям", self._replies, "специалист отвечает жительнице")

    def an_employee_does_the_errands(self) -> None:
        """What a network's API will not remove, a person does on the page; the program looks."""
        done = len(self._removed_on_the_wall())
        for network in self.elsewhere:
            for comment in network.comments():
                if not comment.gone and comment.text in TO_REMOVE:
                    network.remove_by_hand(comment)
                    done += 1
                    self.terminal.step(
                        f"{network.words}: программе удалять нельзя, сотрудник удалил по поручению"
                    )
        if done:
            self._told(self.people.run("Сбор комментариев"))

    def _removed_on_the_wall(self) -> list[dict[str, Any]]:
        """In VK a person removes only where there is no key that does."""
        if self.wishes.user_token:
            return []
        standing = [one for one in self.outside.comments() if not one["deleted"]]
        found = [one for one in standing if one["text"] in TO_REMOVE]
        for one in found:
            self.outside.remove_by_hand(one)
            self.terminal.step("ВКонтакте: ключа пользователя нет, сотрудник удалил по поручению")
        return found

    def one_of_them_again(self, post: int) -> None:
        """One of the two, told of the first violation, insults again."""
        self._until_told()
        user, text = SECOND_COMMENT
        self.outside.comment(post, user, text)
        self.terminal.step("Предупреждённый автор оскорбил снова")
        self._told(self.people.run("Сбор комментариев"))
        self._answer("Разбор нарушений", self._ruling, "специалист решает и об этом")
        self._told(self.people.run("Сбор комментариев"))

    def the_head_decides(self) -> None:
        """The case and the code by mail, the decision in the form."""
        self._answer("Решение о блокировке", self._decision, "Глава решает кодом из письма")
        banned = self.outside.banned()
        self.terminal.more(f"заблокировано авторов: {len(banned)}")

    def reconciliation(self) -> None:
        """The pages are read back and compared with the site."""
        self._told(self.people.run("Сверка с сайтом"))

    def access_is_checked(self) -> None:
        """What the keys may do, what each page says of itself, who runs it; how many it reaches."""
        runs = [self.people.start(name) for name in ACCESS]
        for run in runs:
            self._told(self.people.wait(run))

    def the_weekly_letter(self) -> None:
        """One letter says whether the regulation was kept."""
        self._told(self.people.run("Еженедельный контроль", week="текущая неделя (на сейчас)"))
        letter = self.outside.letters("it-head@example.test")[-1]
        self.terminal.more(f"письмо: {letter['subject']}")
        for line in letter["text"].splitlines():
            if LAPSED in line:
                self.terminal.more(f"в нём: {line.strip()}")

    def _answer(self, flow: str, values: Callable[[str], Mapping[str, Any]], words: str) -> None:
        run = self.people.question(flow)
        self.terminal.step(f"«{flow}» ждёт ответа: {words}")
        self.terminal.more(self.people.link(run))
        if not self.wishes.once:
            self.terminal.more(
                "Меню «⋮» → Resume, заполните и отправьте. Enter здесь: ответить за вас."
            )
            while run in {str(r["id"]) for r in self.people.waiting(flow)}:
                if self.terminal.enter_pressed():
                    self.people.submit(run, values(run))
                    break
                time.sleep(0.5)
            self._told(self.people.wait(run))
        else:
            self._told(self.people.answer(run, values(run)))

    def _correction(self, run: str) -> Mapping[str, Any]:
        fields = self.people.form(run)["properties"]
        texts = {
            name: field["default"].replace(*CORRECTION)
            for name, field in fields.items()
            if name.startswith("text_")
        }
        choices = {name.replace("text_", "post_"): CORRECT for name in texts}
        return {"official": _first(fields["official"]), **texts, **choices}

    def _ruling(self, run: str) -> Mapping[str, Any]:
        fields = self.people.form(run)["properties"]
        choices = {
            name: answer_of(field["title"])
            for name, field in fields.items()
            if name.startswith("comment_")
        }
        return {"specialist": _first(fields["specialist"]), "reason": REASON, **choices}

    def _replies(self, run: str) -> Mapping[str, Any]:
        fields = self.people.form(run)["properties"]
        asked = [n for n, f in fields.items() if QUESTION[1][:40] in str(f.get("title"))]
        said = dict.fromkeys(asked, OWN_WORDS)
        said |= {name.replace("question_", "words_"): ANSWER for name in asked}
        return {"specialist": _first(fields["specialist"]), **said}

    def _decision(self, run: str) -> Mapping[str, Any]:
        fields = self.people.form(run)["properties"]
        return {
            "official": next(n for n in fields["official"]["enum"] if "(глава)" in n),
            "verdict": "заблокировать",
            "days": 30,
            "reason": "Повторное оскорбление после предупреждения.",
            "code": self.code_of("head@example.test"),
        }

    def code_of(self, mailbox: str) -> str:
        """The one-time code in the last letter to that mailbox."""
        letter = self.outside.letters(mailbox)[-1]
        found = re.search(r"^\s*([A-Z0-9]{4}[- ]?[A-Z0-9]{4})\s*$", letter["text"], re.MULTILINE)
        if found is None:
            raise LookupError(f"в письме «{letter['subject']}» нет кода")
        return found.group(1)

    def _until_told(self) -> None:
        """The next violation has to be written after the author was told, to the second."""
        time.sleep(1.2)

    def _told(self, run: Mapping[str, Any]) -> None:
        self.terminal.step(str(run["name"]))


def _talked_of(posts: list[tuple[str, str]]) -> str:
    """Of (id, text), newest first: the post of the news that residents write about; else the first.

    A feed of somebody's own does not have that news.
    """
    title = NEWS[TOPIC]["title"]
    return next((number for number, text in posts if text.startswith(title)), posts[0][0])


def _first(field: Mapping[str, Any]) -> str:
    values = field.get("enum") or [field["const"]]
    return str(next((v for v in values if "специалист" in v), values[0]))
