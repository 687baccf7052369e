"""Rights: every answer kept once, a loss told once and taken back once, silence takes nothing."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from gospablik.control.alarms import alarm_letter
from gospablik.control.rights import Right, compare, keep
from gospablik.control.rights_alarms import _MEANS, Keys, tell
from gospablik.letters import LetterKey
from gospablik.networks.capabilities import Answer, Operation, Probed, in_use
from gospablik.networks.matrices import best, matrix_of
from gospablik.organisation import Organisation
from gospablik.store.session import Store
from gospablik.store.tables import Action, Alarm, Kind, ProbedRight
from tests.gospablik.control import factories as make
from tests.gospablik.control.factories import at

HOUSE = make.office()
WATCHED = make.office(mode="наблюдение")
MONDAY = at(23, 8, 20)
DAY = timedelta(days=1)
KEYS = Keys("Иванова А. А.", "частное лицо", "vk-vk")
VK = matrix_of("vk")
COMMUNITY, SERVICE, USER = VK
YES, NO, NOT_ASKED, SILENT = Answer
LIST, TEXT, BLOCK = Operation.LIST_POSTS, Operation.PUBLISH_TEXT, Operation.BLOCK
DEAD = "ВКонтакте ответил: ключ не действует (ошибка 5)."


class Office:
    """One page of it, probed day after day."""

    def __init__(self, store: Store, kinds: tuple[str, ...] = (COMMUNITY, SERVICE)) -> None:
        self.store, self.kinds, self.now = store, kinds, MONDAY - DAY

    def probe(
        self,
        *answers: tuple[Operation, Answer],
        why: str = DEAD,
        house: Organisation = HOUSE,
    ) -> dict[Operation, Right]:
        """The next morning's probe."""
        self.now += DAY
        probed = [Probed(operation, answer, why) for operation, answer in answers]
        with self.store.write() as session:
            keep(session, house, "vk", probed, self.now)
            rights = compare(session, house, "vk", best(VK, self.kinds), probed)
            tell(session, house, house.page[0], rights, keys=KEYS, now=self.now)
        return {right.operation: right for right in rights}

    def rows(self, operation: Operation) -> list[tuple[str, datetime, datetime]]:
        """Answer, since when, until when."""
        with self.store.read() as session:
            rows = session.scalars(
                select(ProbedRight)
                .filter_by(operation=operation.value)
                .order_by(ProbedRight.number)
            )
            return [(row.answer, row.since, row.asked_at) for row in rows]

    def alarms(self) -> list[str]:
        """Headlines of everything that was written."""
        with self.store.read() as session:
            return list(session.scalars(select(Alarm.headline).order_by(Alarm.id)))

    def letter(self, number: int = -1) -> str:
        """The text of the alarm."""
        with self.store.read() as session:
            alarm = session.scalars(select(Alarm).order_by(Alarm.id)).all()[number]
        return alarm_letter(self.store, HOUSE, LetterKey("alarm", alarm.id, "duty"), 1, MONDAY).text


@pytest.fixture
def office(sqlite_store: Store) -> Office:
    return Office(sqlite_store)


LOST = "Сеть отказывает в правах: «Администрация Жатая» (ВКонтакте)"


def test_one_row_a_change_with_the_days_it_held(store: Store) -> None:
    office = Office(store)
    for answer in (YES, YES, NO, NO, YES):
        office.probe((LIST, answer))
    assert office.rows(LIST) == [
        (YES, MONDAY, MONDAY + DAY),
        (NO, MONDAY + 2 * DAY, MONDAY + 3 * DAY),
        (YES, MONDAY + 4 * DAY, MONDAY + 4 * DAY),
    ]


def test_a_loss_is_written_to_all_on_duty_once_and_taken_back_once(store: Store) -> None:
    office = Office(store)
    assert not office.probe((LIST, YES))[LIST].lost
    assert office.alarms() == []
    lost = office.probe((LIST, NO))[LIST]
    assert lost.lost
    assert lost.before
    assert (lost.before.answer, lost.before.asked_at) == (YES, MONDAY)
    assert office.probe((LIST, NO))[LIST].lost
    assert office.alarms() == [LOST]
    with store.read() as session:
        mails = session.scalars(select(Action).filter_by(kind=Kind.MAIL)).all()
        assert [LetterKey.parse(mail.subject).reader for mail in mails] == ["duty", "specialist"]
    for _ in range(2):
        assert not office.probe((LIST, YES))[LIST].lost
    assert office.alarms() == [LOST, f"Отбой: {LOST}"]
    office.probe((LIST, NO))
    assert office.alarms() == [LOST, f"Отбой: {LOST}", LOST]


def test_a_network_that_is_silent_takes_nothing_away_and_gives_nothing_back(office: Office) -> None:
    office.probe((LIST, YES))
    silent = office.probe((LIST, SILENT), why="До сети не дошло.")[LIST]
    assert (silent.silent, silent.lost) == ("До сети не дошло.", False)
    assert silent.known
    assert (silent.known.answer, silent.known.asked_at) == (YES, MONDAY)
    office.probe((LIST, NO))
    assert office.probe((LIST, SILENT))[LIST].lost, "что сказано последним, то и стоит"
    assert office.alarms() == [LOST]
    assert [answer for answer, *_ in office.rows(LIST)] == [YES, NO]


def test_a_network_that_was_never_reached(office: Office) -> None:
    right = office.probe((LIST, SILENT))[LIST]
    assert (right.known, right.before, right.lost) == (None, None, False)


def test_what_the_documents_promise_is_missed_at_once(office: Office) -> None:
    rights = office.probe((TEXT, NO), (BLOCK, NO))
    assert rights[TEXT].lost, "с ключом сообщества посты идут по API"
    assert not rights[BLOCK].lost, "без ключа пользователя блокировка и так поручение"
    office.kinds = (COMMUNITY, SERVICE, USER)
    assert office.probe((TEXT, NO), (BLOCK, NO))[BLOCK].lost
    assert len(office.alarms()) == 2, "о новой потере написано отдельно"


def test_a_right_that_only_the_deed_would_prove_is_back_with_the_right(office: Office) -> None:
    office.probe((TEXT, NO))
    office.probe((TEXT, NOT_ASKED), why="право у ключа есть")
    assert office.alarms() == [LOST, f"Отбой: {LOST}"]
    assert "«пост: текст»: не проверялось, право у ключа есть" in office.letter()


def test_the_all_clear_waits_until_all_of_its_alarm_is_back(office: Office) -> None:
    office.probe((TEXT, NO), (LIST, NO))
    office.probe((TEXT, NOT_ASKED), (LIST, NO))
    assert office.alarms() == [LOST]
    office.probe((TEXT, NOT_ASKED), (LIST, YES))
    assert office.alarms() == [LOST, f"Отбой: {LOST}"]


def test_on_a_watched_page_only_reading_is_missed(office: Office) -> None:
    rights = office.probe((TEXT, NO), (LIST, NO), house=WATCHED)
    assert (rights[TEXT].lost, rights[LIST].lost) == (False, True)
    assert office.probe((TEXT, NO), (LIST, NO))[TEXT].lost
    assert office.alarms() == [LOST, LOST]


def test_what_no_day_depends_on_is_told_of_and_not_needed(office: Office) -> None:
    right = office.probe((Operation.DESCRIBE_PAGE, NO))[Operation.DESCRIBE_PAGE]
    assert (right.lost, right.needed) == (True, False)
    assert office.alarms() == [LOST]


def test_what_the_program_never_does_is_not_missed(office: Office) -> None:
    office.kinds = (COMMUNITY, SERVICE, USER)
    never = (Operation.PIN_POST,)
    rights = office.probe(*((operation, NO) for operation in never))
    assert not any(right.lost for right in rights.values())
    assert office.alarms() == []


def test_the_black_list_and_the_removal_of_entries_are_missed_where_vk_needs_them(
    office: Office,
) -> None:
    office.kinds = (COMMUNITY, SERVICE, USER)
    office.probe((Operation.LIST_BLOCKED, NO), (Operation.DELETE_POST, NO))
    letter = " ".join(office.letter().split())
    assert "не видно, исполнено ли решение Главы" in letter
    assert "записи жителей на стене" in letter


def test_the_letter_says_what_it_means_and_what_to_do(office: Office) -> None:
    office.probe((LIST, YES), (TEXT, NOT_ASKED))
    office.probe((LIST, NO), (TEXT, NO))
    letter = " ".join(office.letter().split())
    assert "«список своих постов» (было можно, 23.11.2026 08:20), «пост: текст»." in letter
    assert f"Ответ сети: {DEAD}" in letter
    assert letter.count("Ответ сети") == 1
    assert "не видно, вышел ли пост" in letter
    assert "новости сайта на этой странице сами не выйдут: станут поручениями" in letter
    assert "Чей ключ: Иванова А. А. (частное лицо)." in letter
    assert "вставьте в блок «vk-vk»" in letter
    assert "блокируют только по решению Главы или заместителя" in letter


def test_no_errand_is_promised_for_what_nobody_reads_by_hand(office: Office) -> None:
    office.probe((LIST, NO))
    letter = office.letter()
    assert "становится поручением" not in letter
    assert "просматривайте страницу сами" in " ".join(letter.split())
    office.probe((LIST, YES))
    assert "поручения" not in office.letter()
    office.probe((TEXT, NO))
    letter = " ".join(office.letter().split())
    assert "становится поручением" in letter
    assert "просматривайте" not in letter


def test_every_operation_has_a_meaning() -> None:
    told = [operation for about, _ in _MEANS for operation in about]
    used = [one for one in Operation if in_use(one)]
    assert sorted(told) == sorted(used)
