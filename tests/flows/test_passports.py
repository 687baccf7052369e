"""The passports, the description put back and the specialist's word, as people go about it."""

from datetime import timedelta

from prefect import Flow, get_client

from flows.access_word import access_word
from flows.collect_comments import collect_comments
from flows.describe_page import describe_page
from flows.passports import passports
from flows.publish import publish
from gospablik.clock import now
from gospablik.control import rules
from gospablik.control.checks import latest
from gospablik.control.page_seen import history
from gospablik.store.tables import Check, Kind, Result, State
from office.demo.story import GROUP, description, rules_link
from tasks.desk import desk
from tasks.forms import PUT
from tests.flows.town import Run, Town, begin

SPECIALIST = "Специалистова С. С. (специалист отдела ИТ)"
PAGE = "zhatay-vk"
FUN = "Весёлая страница"
LEFT_ALONE = "На ней ничего не делайте"


def on_the_page(town: Town, **changes: object) -> None:
    where = f"/control/vk/groups/{GROUP}"
    town.outside._http.patch(where, json=changes).raise_for_status()


def shown_in(town: Town) -> str:
    answer = town.outside._http.get("/control/vk/state").json()
    return str(next(g["description"] for g in answer["groups"] if g["group_id"] == GROUP))


def test_a_stranger_and_a_lost_wording_are_found_and_the_wording_is_put_back(town: Town) -> None:
    assert (
        "записано по 1 странице"
        in town.run(
            access_word, official=SPECIALIST, second_factor="включён", password_changed="01.11.2026"
        ).name
    )
    good = town.run(passports)
    assert good.name.startswith("Паспорта страниц: расхождений нет, "), good
    assert "ПРАВИЛА КОММЕНТИРОВАНИЯ" not in good.artifacts[0], "опубликованы: показывать незачем"
    assert "Опубликованы и совпадают с нашими" in good.artifacts[0]

    on_the_page(town, description=f"{FUN} {rules_link(town.outside.address)}", managers={"901": 3})
    town.outside.control("site/pages", path="rules", title="Правила", text="Будьте вежливы.")
    town.outside.control("vk/users", user_id=901, first_name="Чужой", last_name="Человек")
    found = town.run(passports)
    assert not found.red, "расхождение найдено, значит проверено"
    (page,) = found.artifacts
    assert "не из списка отдела&#58; Чужой Человек" in page
    assert "нет слов «Официальная страница" in page
    assert "site&#47;rules&#47; правил нет" in page
    assert "ПРАВИЛА КОММЕНТИРОВАНИЯ" in page, "готовый текст: опубликовано не то"
    (kept,) = kept_of(town, rules.PAGE_ADMINISTRATORS)
    assert (kept.result, kept.words) == (Result.BAD, "не из списка отдела: Чужой Человек")
    newest, before = history_of(town)
    assert (newest.partition(" http")[0], before) == (FUN, description(town.outside.address))

    run = by_hand(describe_page)
    assert run.name.startswith("Описание страницы: ждёт решения, ")
    done = town.answer(describe_page, run.id, official=SPECIALIST, verdict=PUT)
    assert done.name.startswith("Описание страницы: записать в описание, "), done
    assert shown_in(town) == f"{desk().office.page[0].official_wording}\n\n{newest}"
    (action,) = town.actions(Kind.DESCRIBE)
    assert action.state is State.CONFIRMED
    assert "менять нечего" in town.run(describe_page).name


def by_hand(flow: Flow[..., str]) -> Run:
    """Press Run: a form is asked in a run of a deployment only."""
    with get_client(sync_client=True) as client:
        deployment = client.read_deployment_by_name(f"{flow.name}/{flow.name}")
        run = client.create_flow_run_from_deployment(deployment.id)
    return begin(flow, run.id)


def kept_of(town: Town, rule: str) -> list[Check]:
    """The newest check of each subject."""
    with town.store.read() as session:
        return latest(session, desk().office, rule, now() - timedelta(days=1), now())


def history_of(town: Town) -> list[str]:
    with town.store.read() as session:
        return [row.description for row in history(session, desk().office, PAGE, 10)]


def test_a_suspended_page_is_left_alone_and_every_run_says_so(town: Town) -> None:
    since = '2020-01-01\nsuspended_from = 2026-01-01\nsuspended_because = "закрыта по закону"'
    town.settings(since=since)
    town.news(0)
    for flow in (publish, collect_comments, passports):
        run = town.run(flow)
        assert not run.red, run
        assert "приостановлено: 1 страница" in run.name
    assert len([shown for shown in run.artifacts if "приостановлена с 01&#46;01" in shown]) == 2
    assert [shown for shown in run.artifacts if LEFT_ALONE in shown]
    assert town.wall() == []
    by_hand = town.run(publish, page=PAGE)
    assert by_hand.red
    assert "приостановлена с 01.01.2026: закрыта по закону" in by_hand.words
    town.settings()
    (errands,) = [shown for shown in town.run(passports).artifacts if "# Поручения" in shown]
    assert LEFT_ALONE not in errands, "страница вернулась"


def test_a_word_that_nobody_gave_is_not_kept_and_rules_that_nobody_could_read_are_not_fine(
    town: Town,
) -> None:
    for said in ({}, {"official": SPECIALIST, "password_changed": "вчера"}):
        run = town.run(access_word, **said)
        assert run.name.startswith("Слово специалиста: ответ не принят: ")
    town.fault("site:page", "status", status=503)
    run = town.run(passports)
    assert "никто не говорил" in run.artifacts[0]
    assert run.red, "правила не прочитаны"
    assert "Сайт ответил ошибкой 503" in run.words
    assert "ссылка стоит; правил не прочитать" in run.artifacts[0]
