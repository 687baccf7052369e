"""The ready answers (`templates/replies/answers`) and the text that a resident gets (4.1)."""

import re
from dataclasses import dataclass

from gospablik.moderation.asking.topics import theme_of
from gospablik.moderation.telling import bare_name
from gospablik.organisation import Organisation
from gospablik.store.answers import ResidentQuestion
from gospablik.templates import render
from gospablik.text import clean

OWN = "own"
LATER, NOT_ASKED, ALREADY = "ответить позже", "не вопрос", "уже ответили"
MOST_WORDS = 1000
"""Letters of a specialist's own words: with the greeting every network takes the answer."""
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Ready:
    """One ready answer. `key`: the name of its template."""

    key: str
    title: str

    @property
    def choice(self) -> str:
        """As the form offers it."""
        return f"ответить: {self.title}"


_PASSED = Ready("passed", "передали в службу")
_PUBLISHED = Ready("published", "ответ есть в публикации")
_PHONE = Ready("phone", "по какому телефону узнать")
_APPEAL = Ready("appeal", "как подать обращение (59-ФЗ)")
_OWN = Ready(OWN, "своими словами")


def ready(office: Organisation) -> list[Ready]:
    """What may be answered. Telephones are offered where organisation.toml names them."""
    phone = [_PHONE] if office.organisation.contacts else []
    return [_PASSED, _PUBLISHED, *phone, _APPEAL, _OWN]


def choices(office: Organisation) -> list[str]:
    """All that may be said of one comment, as the form words it."""
    return [LATER, NOT_ASKED, ALREADY, *(one.choice for one in ready(office))]


def lacking(one: Ready, words: str) -> str | None:
    """Why this answer cannot be made of these words, in Russian; None if it can."""
    said = clean(words).strip()
    if one.key == _PUBLISHED.key and not _ADDRESS.fullmatch(said):
        return "в поле «Свои слова» нет адреса публикации (https://…)"
    if one.key == OWN and not said:
        return "выбрано «своими словами», а поле «Свои слова» пустое"
    if one.key not in (OWN, _PUBLISHED.key) and said:
        return "ответ выбран готовый, а в поле «Свои слова» есть текст: выберите одно из двух"
    if len(said) > MOST_WORDS:
        return f"своих слов больше {MOST_WORDS} знаков"
    return None


def answer_text(office: Organisation, one: Ready, asked: ResidentQuestion, words: str) -> str:
    """The whole answer to that question."""
    return _text(
        office,
        one,
        name=bare_name(asked.comment.author.name),
        written=office.local(asked.asked_at),
        about=theme_of(asked.topic).about,
        words=words,
    )


def sample_text(office: Organisation, one: Ready, asked: ResidentQuestion) -> str:
    """The same with what is not known yet in angle quotes, for the form."""
    words = "«адрес публикации»" if one.key == _PUBLISHED.key else "«Ваши слова»"
    written = office.local(asked.asked_at)
    return _text(office, one, name="Имя", written=written, about="«о чём»", words=words)


def _text(office: Organisation, one: Ready, **values: object) -> str:
    said = clean(str(values["words"])).strip()
    text = render(
        f"replies/answers/{one.key}.txt",
        **{**values, "words": said, "link": said},
        house=office.organisation,
        contacts=office.organisation.contacts,
        appeals=office.site.appeals,
        site=office.site.home,
    )
    return re.sub(r"\n{3,}", "\n\n", text).strip()
