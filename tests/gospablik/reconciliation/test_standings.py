"""Every class of the reconciliation, each on the smallest pair of sides that has it. Pure."""

from dataclasses import replace
from datetime import timedelta

from gospablik.reconciliation.lines import Line
from gospablik.reconciliation.sides import News
from gospablik.reconciliation.whole_page import Figures, PageCompared
from gospablik.store.tables import Result, Standing
from tests.gospablik.reconciliation.sample import (
    HEARING_NEWS,
    NOON,
    SCOPE,
    WATER,
    WATER_NEWS,
    compared,
    live,
    news,
    ours,
    text_of,
)

OUR_WATER = ours(1, WATER_NEWS)


def only(page: PageCompared) -> Line:
    (line,) = page.lines
    return line


def reworded(text: str) -> News:
    """The site says something else of the water by now."""
    return replace(news(1, WATER_NEWS.title, text, revision=2))


def test_a_post_that_is_the_sites_word_for_word_and_a_shorter_one() -> None:
    line = only(compared(live(1, text_of(WATER_NEWS)), mine=(OUR_WATER,)))
    assert (line.standing, line.result, line.why) == (Standing.IDENTICAL, Result.GOOD, "")
    assert line.made_by == "программа, запуск 7"
    short = f"{WATER_NEWS.title}\n\n{WATER.partition('.')[0]}.\n\n{WATER_NEWS.link}"
    line = only(compared(live(1, short), mine=(ours(1, WATER_NEWS, text=short),)))
    assert (line.standing, line.result) == (Standing.SHORTENED, Result.GOOD)


def test_a_date_changed_by_hand_is_found_with_its_places() -> None:
    stands = text_of(WATER_NEWS).replace("с 10:00", "с 11:00")
    page = compared(live(1, stands), mine=(OUR_WATER,))
    line = only(page)
    assert (line.standing, line.result) == (Standing.POST_CHANGED, Result.BAD)
    (one,) = line.differences
    assert one.site
    assert one.post
    assert "10:00" in line.site_text[slice(*one.site)]
    assert "11:00" in line.live_text[slice(*one.post)]
    assert "пост правили вручную" in line.why
    assert page.figures == Figures(items=1, covered=1, posts=1, faithful=0)


def test_other_words_by_hand_with_the_same_facts_are_no_harm() -> None:
    stands = text_of(WATER_NEWS).replace("Подвоз воды к дому 7 в 12:00 и 15:00.", "")
    line = only(compared(live(1, stands), mine=(OUR_WATER,)))
    assert (line.standing, line.result) == (Standing.SHORTENED, Result.GOOD)
    assert line.why == "текст правили вручную, факты те же"


def test_the_site_changed_after_publication() -> None:
    later = reworded(WATER.replace("27 ноября", "28 ноября"))
    mine = ours(1, WATER_NEWS, waits="Исправление поста: ждёт очереди")
    line = only(compared(live(1, text_of(WATER_NEWS)), items=(later,), mine=(mine,)))
    assert (line.standing, line.result) == (Standing.SITE_CHANGED, Result.BAD)
    assert "Исправление поста: ждёт очереди" in line.why
    edited = replace(later, title=later.title.replace("27", "28"))
    edited = replace(edited, text=f"{edited.title}\n\n{WATER.replace('27 ноября', '28 ноября')}")
    done = ours(1, edited)
    line = only(compared(live(1, text_of(edited)), items=(edited,), mine=(done,)))
    assert line.standing is Standing.IDENTICAL, "исправленный через журнал сверяется с новым"


def test_the_news_vanished_and_a_person_may_let_the_post_stand() -> None:
    gone = replace(WATER_NEWS, gone="новости больше нет на сайте с 25.11.2026")
    page = compared(live(1, text_of(gone)), items=(gone,), mine=(OUR_WATER,))
    assert only(page).standing is Standing.SITE_CHANGED
    assert page.figures == Figures(posts=1), "новости нет, и охват её не считает"
    kept = replace(gone, kept=True)
    assert only(compared(live(1, text_of(gone)), items=(kept,), mine=(OUR_WATER,))).why == gone.gone


def test_a_post_that_differed_from_the_first_and_one_by_hand_that_differs() -> None:
    wrong = text_of(WATER_NEWS).replace("с 10:00", "с 11:00")
    mine = ours(1, WATER_NEWS, text=wrong)
    assert only(compared(live(1, wrong), mine=(mine,))).standing is Standing.FACTS_DIFFER
    line = only(compared(live(9, wrong)))
    assert (line.standing, line.item_id, line.post_id) == (Standing.FACTS_DIFFER, 1, None)
    assert line.made_by == "поставил вручную: неизвестно кто"


def test_a_post_by_hand_is_found_by_likeness_and_told_to_be_a_double() -> None:
    told = WATER.replace("не будет холодной воды", "отключат холодную воду")
    page = compared(live(9, told, at=NOON + timedelta(hours=1)), live(1, text_of(WATER_NEWS)),
                    mine=(OUR_WATER,))  # fmt: skip
    double = page.lines[0]
    assert double.item_id == 1
    assert "у новости уже есть пост: https://vk.com/wall-1_1" in double.why
    assert page.figures.items == 1


def test_a_post_by_hand_without_a_source() -> None:
    page = compared(live(9, "Сдаём в аренду помещение клуба, звоните в любое время."))
    line = only(page)
    assert (line.standing, line.result) == (Standing.NO_SOURCE, Result.BAD)
    assert "Происхождении поста" in line.why
    assert page.figures == Figures(posts=1)


def test_items_without_a_post_after_their_grace_and_before_its_end() -> None:
    page = compared(lacking=(WATER_NEWS,), waiting=(HEARING_NEWS,))
    assert [(one.subject, one.standing, one.result) for one in page.lines] == [
        ("item:1", Standing.NO_POST, Result.BAD),
        ("item:2", Standing.WAITS, Result.GOOD),
    ]
    assert page.figures == Figures(items=1, covered=0)


def test_a_post_of_ours_that_is_gone_and_one_put_up_in_its_place() -> None:
    page = compared(mine=(OUR_WATER,), reading={"gone": frozenset({"1"})})
    line = only(page)
    assert (line.subject, line.standing) == ("post:1", Standing.NO_POST)
    assert page.figures == Figures(items=1, covered=0)
    page = compared(live(9, text_of(WATER_NEWS)), mine=(OUR_WATER,),
                    reading={"gone": frozenset({"1"})})  # fmt: skip
    assert only(page).why == "пост программы со страницы удалён, этот стоит вместо него"
    assert page.figures == Figures(items=1, covered=1, posts=1, faithful=1)


def test_what_could_not_be_read_is_in_no_figure() -> None:
    silent = {"unread": {"1": "Сеть молчит."}, "unlisted": "Сеть молчит."}
    page = compared(mine=(OUR_WATER,), lacking=(HEARING_NEWS,), reading=silent)
    assert {one.standing for one in page.lines} == {Standing.NOT_COMPARED}
    assert {one.result for one in page.lines} == {Result.NOT_CHECKED}
    assert page.figures == Figures(unread=3)
    never = compared(mine=(OUR_WATER,), reading={"never": {"1": "Копии нет."}})
    assert only(never).why == "Копии нет."


def test_another_language_is_compared_by_figures_alone() -> None:
    sakha = (
        "Муус ууну арааран кэбиһэллэр: ҕ 27 ыйга 10:00 16:00 уулусса дьиэтэ 7 уу тиэйиллэр"
        f" 12:00 уонна 15:00 буолуоҕа\n\n{WATER_NEWS.link}"
    )
    page = compared(live(9, sakha))
    assert only(page).standing is Standing.NOT_COMPARED
    assert page.figures == Figures(items=1, covered=1, unread=1)
    line = only(compared(live(9, sakha.replace("15:00", "18:00"))))
    assert line.standing is Standing.FACTS_DIFFER


def test_fewer_pictures_than_it_was_published_with() -> None:
    mine = ours(1, WATER_NEWS, media=("photo", "photo", "file"))
    line = only(compared(live(1, text_of(WATER_NEWS), attachments=("photo",)), mine=(mine,)))
    assert (line.standing, line.result) == (Standing.IDENTICAL, Result.BAD)
    assert line.why == "картинок на посте 1 вместо 2, видео и файлов на посте 0 вместо 1"
    unlinked = only(compared(live(1, WATER_NEWS.text), mine=(mine,)))
    assert unlinked.why == (
        "текст правили вручную, факты те же. Ссылки на новость в посте нет. Картинок на посте 0"
        " вместо 2, видео и файлов на посте 0 вместо 1"
    )


def test_one_item_or_one_post_only() -> None:
    posts = live(1, text_of(WATER_NEWS)), live(2, text_of(HEARING_NEWS))
    mine = (OUR_WATER, ours(2, HEARING_NEWS))
    for scope in (
        replace(SCOPE, address="a", item_id=2),
        replace(SCOPE, address="a", page="vk", network_id="2"),
    ):
        page = compared(*posts, mine=mine, scope=scope)
        assert only(page).subject == "post:2"
        assert page.figures == Figures(items=1, covered=1, posts=1, faithful=1)


def test_a_page_that_was_not_read_again_or_never_is_compared_with_nothing() -> None:
    silent = replace(WATER_NEWS, unread="Сайт ответил ошибкой 503.")
    for mine in ((OUR_WATER,), ()):
        page = compared(live(1, text_of(WATER_NEWS)), items=(silent,), mine=mine)
        assert only(page).why.endswith("неизвестно: Сайт ответил ошибкой 503")
        assert page.figures == Figures(items=1, covered=1, unread=1)
    told = text_of(WATER_NEWS) + " Телефон 4-20-30."
    line = only(compared(live(1, told), items=(replace(WATER_NEWS, partly=True),)))
    assert (line.standing, line.result) == (Standing.NOT_COMPARED, Result.NOT_CHECKED)
    assert "4-20-30" in line.why
    assert only(compared(live(1, told))).standing is Standing.FACTS_DIFFER


def test_one_line_counts_for_each_item_and_a_post_counts_whenever_it_came_out() -> None:
    late = live(1, text_of(WATER_NEWS), at=SCOPE.until + timedelta(hours=1))
    double = live(9, text_of(WATER_NEWS))
    page = compared(late, double, mine=(OUR_WATER,), lacking=(HEARING_NEWS,))
    assert [(one.subject, one.covers, one.faithful) for one in page.lines] == [
        ("post:1", True, True),
        ("post:9", None, True),
        ("item:2", False, None),
    ]
    assert page.figures == Figures(items=2, covered=1, posts=2, faithful=2)


def test_a_post_taken_off_after_its_news_vanished_is_no_loss() -> None:
    gone = replace(WATER_NEWS, gone="новости больше нет на сайте с 25.11.2026")
    reading = {"gone": frozenset({"1"})}
    assert compared(items=(gone,), mine=(OUR_WATER,), reading=reading).lines == ()
    page = compared(items=(replace(gone, kept=True),), mine=(OUR_WATER,), reading=reading)
    assert only(page).standing is Standing.NO_POST
