"""A run that fails is told by mail; an alarm that fails is told in the UI, and not by an alarm."""

import time

from tests.end_to_end.town import Town, wait_for

ALARM = "Тревога"
SPECIALIST = "specialist@example.test"


def test_a_failed_run_is_mailed_and_a_failed_alarm_is_red(town: Town) -> None:
    town.fault("site:rss", "status", status=503, times=None)
    failed = town.ended(town.people.start("Публикация", page="zhatay-vk"))
    assert failed["state_type"] == "FAILED"
    (letter,) = wait_for(lambda: town.outside.letters(SPECIALIST), what="письмо специалисту")
    assert letter["subject"] == "Госпаблик: Сбой: Публикация"
    assert "503" in letter["text"]
    assert town.people.link(failed["id"]) in letter["text"]
    wait_for(lambda: len(town.runs(ALARM, "COMPLETED")) == 1, what="тревога закончилась")

    town.fault("vk:*", "status", status=502, times=None)
    town.fault("smtp:mail", "status", status=550, times=None)
    assert town.ended(town.people.start("Сверка с сайтом"))["state_type"] == "FAILED"
    (red,) = wait_for(lambda: town.runs(ALARM, "FAILED"), seconds=150, what="тревога не отправлена")
    assert "письмо: отклонено" in red["name"]
    assert "550" in red["state"]["message"]
    time.sleep(5)  # Prefect needs two to start a run of an automation
    assert len(town.runs(ALARM)) == 2, "о тревоге тревоги не бывает"
