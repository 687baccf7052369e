"""«Охват» against the sandbox: what a network tells, tells nobody, or does not answer."""

from datetime import timedelta

from sqlalchemy import select

from flows.reach import reach
from gospablik.clock import now
from gospablik.control.report import compose
from gospablik.span import Week
from gospablik.store.tables import Check, PageCapture, Result
from office.demo.story import GROUP
from tasks.desk import desk
from tests.flows.town import Town


def captures(town: Town) -> list[PageCapture]:
    with town.store.read() as session:
        found = list(session.scalars(select(PageCapture).order_by(PageCapture.id)))
        for one in found:
            assert len(one.counted) == (one.posts or 0)
        return found


def lever(town: Town, path: str, **body: int) -> None:
    answer = town.outside._http.patch(f"/control/{path}", json=body)
    assert answer.status_code == 200, answer.text


def post(town: Town, text: str, days: int = 0) -> int:
    """Somebody posts by hand, so many days ago."""
    at = int((now() - timedelta(days=days)).timestamp())
    return int(town.outside.control("vk/posts", group_id=GROUP, text=text, date=at)["post_id"])


def test_numbers_are_kept_and_told_in_the_letter(town: Town) -> None:
    lever(town, f"vk/groups/{GROUP}", members_count=5120)
    fresh, old = post(town, "Сегодня"), post(town, "Давно", days=8)
    lever(town, f"vk/posts/{GROUP}/{fresh}", views=312, likes=7)
    lever(town, f"vk/posts/{GROUP}/{old}", views=9000)
    run = town.run(reach)
    assert not run.red, run.words
    assert run.name.startswith("Охват: ответили 1 из 1 страницы, ")
    assert "| 5120 | 1 | 312 | 7 | 0 | 0 |" in run.artifacts[0]
    (kept,) = captures(town)
    assert (kept.members, kept.posts, kept.unread) == (5120, 1, "")
    assert kept.counted[0].network_id == str(fresh)
    office = desk().office
    with town.store.write() as session:
        report = compose(session, office, Week.current(office, now()), now(), "v")
    assert "Подписчиков: 5120; неделю назад числа не было\n" in report.text
    assert "Посты этой недели: 1: просмотров 312, реакций 7\n" in report.text
    assert "Ответили 1 из 1 страницы." in report.text


def test_what_no_network_tells_is_neither_zero_nor_a_failure(town: Town) -> None:
    town.all_networks()
    run = town.run(reach)
    assert not run.red, run.words
    assert run.name.startswith("Охват: ответили 4 из 4 страниц, ")
    told = {one.page: one for one in captures(town)}
    telegram = told["zhatay-telegram"]
    assert telegram.members is not None
    assert (telegram.posts, telegram.unread) == (None, "")
    (line,) = [row for row in run.artifacts[0].splitlines() if row.count("сеть не сообщает") > 3]
    assert "Telegram" in line


def test_a_network_that_does_not_answer_is_red_and_not_checked(town: Town) -> None:
    town.all_networks()
    town.fault("vk:wall.get", "status", status=500, times=20)
    run = town.run(reach)
    assert run.red
    assert run.name.startswith("Охват: ответили 3 из 4 страниц; не всё прочитано, ")
    assert "**НЕ ПРОВЕРЕНО:** ВКонтакте" in run.artifacts[0]
    (vk,) = [one for one in captures(town) if one.page == "zhatay-vk"]
    assert vk.members is not None
    assert vk.posts is None
    assert "Просмотры записей" in vk.unread
    with town.store.read() as session:
        checks = session.scalars(select(Check).filter_by(rule="reach-read", page="zhatay-vk")).all()
    assert [one.result for one in checks] == [Result.NOT_CHECKED]


def test_a_failure_is_of_its_own_figure_alone(town: Town) -> None:
    town.all_networks()
    town.fault("telegram:getChatMemberCount", "status", status=500, times=20)
    run = town.run(reach)
    assert run.red
    (line,) = [row for row in run.artifacts[0].splitlines() if "Telegram" in row and "|" in row]
    assert line.endswith("| не проверено |" + " сеть не сообщает |" * 5)
    (kept,) = [one for one in captures(town) if one.page == "zhatay-telegram"]
    assert kept.members_unread
    assert kept.posts_unread == ""


def test_a_page_without_keys_does_not_stop_the_others(town: Town) -> None:
    town.all_networks()
    town.keys(community_token="", service_key="", user_token="")
    run = town.run(reach)
    assert run.red
    assert run.name.startswith("Охват: ответили 3 из 4 страниц; ")
    assert len(captures(town)) == 4
