"""Who asks and about what: labelled sentences of our own, and the least shares of right ones."""

import pytest

from gospablik.errors import OfficeError
from gospablik.moderation.asking.recognise import recognise
from gospablik.moderation.asking.topics import LIST, read, theme_of
from tests.gospablik.moderation.asking.labelled import ASKS, DOES_NOT

PRECISION, RECALL, TOPICS = 0.97, 0.97, 0.95


def test_precision_and_recall() -> None:
    found = {text for text in [*ASKS, *DOES_NOT] if recognise(text)}
    right = found & set(ASKS)
    assert len(ASKS) + len(DOES_NOT) >= 60
    assert len(right) / len(found) >= PRECISION, sorted(found - right)
    assert len(right) / len(ASKS) >= RECALL, sorted(set(ASKS) - right)


def test_topics() -> None:
    wrong = {
        text: (asked.topic, topic)
        for text, topic in ASKS.items()
        if (asked := recognise(text)) and asked.topic != topic
    }
    assert 1 - len(wrong) / len(ASKS) >= TOPICS, wrong


def test_the_sentence_that_asks_is_named() -> None:
    asked = recognise("Добрый день. На Лесной темно. Когда починят фонари? Спасибо.")
    assert asked
    assert (asked.topic, asked.words) == ("light", "когда починят фонари?")


@pytest.mark.parametrize("text", ["", "?", "???", "…", "👍", "[id1|А] когда?", "\x00?" * 3000])
def test_nothing_is_asked_in_nothing(text: str) -> None:
    assert recognise(text) is None


def test_a_list_that_cannot_be_read_says_so(tmp_path: object) -> None:
    from pathlib import Path

    bad = Path(str(tmp_path)) / "asking.toml"
    bad.write_text(LIST.read_text("utf-8").replace('key = "other"', 'key = "etc"'), "utf-8")
    with pytest.raises(OfficeError, match=r"Список вопросов не прочитан: asking\.toml"):
        read(bad)


def test_a_topic_of_yesterday_is_the_general_one() -> None:
    assert theme_of("teleport").key == "other"
