"""Pictures in Prefect's Markdown: by our own address only; what is missing is said as text."""

from gospablik.media.picture import look
from gospablik.moderation.pictures.due import keep_picture, note_gone
from gospablik.moderation.pictures.shown import ShownPicture
from gospablik.store.session import Store
from tasks.picture_parts import picture_lines, picture_paragraphs, wordless_section
from tests.gospablik.moderation.pictures.kit import BLUE, RED, attach, drawn, rows, wanted
from tests.gospablik.moderation.town import Town

SHA = "ab" * 32


def test_a_picture_and_one_that_is_not_there() -> None:
    lines = picture_lines([ShownPicture(SHA), ShownPicture(None, "Нет: <b>*")])
    address = f"/comment-pictures/{SHA}"
    assert lines[0] == f"[![Картинка 1 к комментарию]({address})]({address})"
    assert "<b>" not in lines[1]
    assert "http" not in "".join(lines)


def test_below_the_words_of_the_wording(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    attach(town, 1, RED, BLUE)
    town.harvest()
    first, second = wanted(town)
    content = drawn(RED)
    with sqlite_store.write() as session:
        keep_picture(session, first.id, content, look(content), town.now)
        note_gone(session, second.id, "Картинка исчезла.", town.now)
    with sqlite_store.read() as session:
        (shown,) = picture_paragraphs(session, [rows(town)[0].version_id]).values()
    seen, gone = shown
    assert seen.startswith("[![Картинка 1 к комментарию](/comment-pictures/")
    assert gone.startswith("*Картинка исчезла")


def test_nothing_without_words_nothing_is_said(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    with sqlite_store.read() as session:
        assert wordless_section(session, town.office) == []
