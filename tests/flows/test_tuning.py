"""«Проверить текст» and «Свои слова и пороги»: tried, shown, in force once a person agrees."""

from pathlib import Path

import pytest
from sqlalchemy import select, update

from flows.check_text import check_text
from flows.collect_comments import collect_comments
from flows.publish import publish
from flows.review import review
from flows.tune_detector import tune_detector
from gospablik.moderation.tuning import proposal
from gospablik.moderation.tuning.in_force import in_force
from gospablik.store.tables import Finding, Question, Stage, Tuning
from office.demo.story import GROUP
from tasks.desk import desk
from tests.flows.test_by_hand import SPECIALIST, rows
from tests.flows.town import Town

CONTACT = "8 (4112) 00-00-01"
"""Of the demo's organisation.toml."""
FILE = 'never = ["дурак*"]\n[also]\ninsult = ["чувырла"]\n'


def words(town: Town, text: str = FILE) -> Path:
    path = town.organisation.with_name("words.toml")
    path.write_text(text, "utf-8")
    return path


def commented(town: Town, *texts: str) -> None:
    town.news(0)
    town.run(publish)
    [post] = [post["id"] for post in town.outside.posts() if post["group_id"] == GROUP]
    for number, text in enumerate(texts):
        town.outside.comment(post, 501 + number, text)
    town.run(collect_comments)


def found(town: Town) -> list[str]:
    with town.store.read() as session:
        return sorted(session.scalars(select(Finding.reason)))


def test_a_text_is_explained_and_nothing_is_kept(town: Town) -> None:
    before = rows(town)
    run = town.run(check_text, text="Вы там д.у.р.а.к.и, я вас убью", post="Отключение воды")
    assert not run.red, run.words
    assert run.name.startswith("Проверить текст: спросили бы специалиста, ")
    (page,) = run.artifacts
    assert "| оскорбление (insult) |" in page
    assert "«д&#46;у&#46;р&#46;а&#46;к&#46;и»" in page
    assert "угроза" in page
    assert "Решает всегда человек" in page
    assert "С публикацией не сравнивалось" not in page
    assert "дурак" not in run.name.lower(), "no words of anybody in the list of runs"
    assert rows(town) == before
    run = town.run(check_text, text="Дорогу так и не сделали, позор администрации!")
    assert run.name.startswith("Проверить текст: не показали бы, ")
    assert "Ни одно правило не сработало" in run.artifacts[0]
    assert "С публикацией не сравнивалось" in run.artifacts[0]
    assert town.run(check_text, text=" ").name.startswith("Проверить текст: текст пуст")
    run = town.run(check_text, text="На улице Северной пожар, горит дом 5!")
    assert "**Беда.**" in run.artifacts[0]
    assert "112" in run.artifacts[0]


def test_a_file_not_yet_agreed_to_can_be_tried_on_a_text(town: Town) -> None:
    words(town)
    run = town.run(check_text, text="Вы чувырла")
    assert run.name.startswith("Проверить текст: не показали бы, ")
    run = town.run(check_text, text="Вы чувырла", by="words.toml, ещё не принятый")
    assert run.name.startswith("Проверить текст: спросили бы специалиста, ")


def test_own_words_are_tried_on_the_month_and_hold_once_agreed_to(town: Town) -> None:
    commented(town, "Вы чувырла", "Ты дурак", "Спасибо")
    assert [reason.split(" (")[0] for reason in found(town)] == ["оскорбительное слово: «дурак»"]
    words(town)
    run = town.by_hand(tune_detector)
    assert run.name.startswith("Свои слова и пороги: свои слова, ждёт решения, "), run
    (page,) = run.artifacts
    assert "## Больше внимания: 1 комментарий" in page
    assert "## Меньше внимания: 1 комментарий" in page
    assert "не показывается → спросят специалиста" in page
    words(town, "never = [")  # what was shown is what is agreed to
    town.run(collect_comments)
    assert len(found(town)) == 1, "not in force yet"
    done = town.answer(tune_detector, run.id, official=SPECIALIST, verdict="принять")
    assert done.name.startswith("Свои слова и пороги: свои слова: принять, "), done
    with town.store.read() as session:
        row = session.scalars(select(Tuning)).one()
        assert (row.content, row.accepted_by) == (FILE, "specialist")
    town.run(collect_comments)
    assert [reason.split(" (")[0] for reason in found(town)] == [
        "оскорбительное слово: «дурак»",  # an open form keeps what it shows
        "оскорбительное слово: «чувырла»",
    ]


def test_a_file_that_is_the_same_missing_or_wrong_asks_nobody(town: Town) -> None:
    run = town.run(tune_detector)
    assert run.name.startswith("Свои слова и пороги: файла words.toml нет "), run
    words(town, "nevr = []")
    run = town.run(tune_detector)
    assert run.red
    assert "раздел «nevr»" in run.words
    assert "Что делать" in run.words
    words(town, "[also]\ncritics = ['вор']")
    assert "правила «critics» нет" in town.run(tune_detector).words
    words(town).write_bytes(b"\xff\xfe\x00")
    assert "words.toml не прочитан" in town.run(tune_detector).words
    words(town, "#" * 200_001)
    assert "больше 200 кБ" in town.run(tune_detector).words
    with town.store.read() as session:
        assert session.scalars(select(Question).filter_by(stage=Stage.OPEN)).all() == []


def test_what_an_update_cannot_read_is_told_and_replaced_by_a_file_that_it_can(town: Town) -> None:
    commented(town, "Ты дурак")
    words(town)
    run = town.by_hand(tune_detector)
    town.answer(tune_detector, run.id, official=SPECIALIST, verdict="принять")
    with town.store.write() as session:
        session.execute(update(Tuning).values(content="[[word]]\nid = 'gone'\n"))
    red = town.run(collect_comments)
    assert red.red
    assert "запустите «Свои слова и пороги» и примите его заново" in red.words
    run = town.by_hand(tune_detector)
    done = town.answer(tune_detector, run.id, official=SPECIALIST, verdict="принять")
    assert not done.red, done.words
    assert not town.run(collect_comments).red


def test_a_published_contact_is_none_of_a_persons_data_here_either(town: Town) -> None:
    for number, personal in (("8-914-100-20-30", True), (CONTACT, False)):
        run = town.run(check_text, text=f"Звоните {number}")
        assert ("персональные данные" in run.artifacts[0]) is personal, number


def test_thresholds_wait_for_two_hundred_rulings(town: Town) -> None:
    run = town.run(tune_detector, what="пороги")
    assert run.name.startswith("Свои слова и пороги: решений 0 из 200, предлагать рано, "), run


def test_thresholds_are_proposed_by_the_rulings_and_hold_once_agreed_to(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proposal, "LEAST_RULINGS", 4)
    monkeypatch.setattr(proposal, "LEAST_ABOVE", 1)
    commented(town, "Дураки кругом сидят", "Я тебя убью", "Идиоты кругом живут", "Кругом идиоты")
    kept = {1: "оставить", 2: "удалить: нарушает закон", 3: "оставить", 4: "оставить"}
    done = town.answer(
        review, town.question(review), specialist=SPECIALIST, reason="угроза",
        **{f"comment_{place}": said for place, said in kept.items()},
    )  # fmt: skip
    assert not done.red, done.words
    run = town.by_hand(tune_detector, what="пороги")
    assert run.name.startswith("Свои слова и пороги: пороги, ждёт решения, "), run
    (page,) = run.artifacts
    assert "Решений учтено: 4" in page
    assert "| спрашивать специалиста | 0,60 | 0,65 |" in page
    assert "уже не попадут 3, из них нарушений 0" in page
    town.answer(tune_detector, run.id, official=SPECIALIST, verdict="принять")
    with town.store.read() as session:
        assert in_force(session, desk().office).judge.thresholds.asked == 0.65
    again = town.run(tune_detector, what="пороги")
    assert again.name.startswith("Свои слова и пороги: решения подтверждают прежние пороги"), again
