"""Did the day really happen? Asked of the sandbox's pages and mailbox, not of our database."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from gospablik.moderation.telling import OF_REMOVAL, OF_WARNING
from office.demo.afternoon import CASE
from office.demo.other_networks import Elsewhere
from office.demo.outside import Outside
from office.demo.scene import Wishes
from office.demo.story import (
    BY_HAND,
    CORRECTION,
    EDIT,
    EDITED,
    ELSEWHERE_COMMENTS,
    FOURTH_COMMENT,
    GROUP,
    LAPSED,
    NEWS,
    PICTURED,
    RESIDENTS,
    SECOND_COMMENT,
    SLIP,
    SPOILT,
    TAKEN_BACK,
    THIRD_COMMENT,
)
from office.demo.voices import (
    ANSWER,
    ASKED_ELSEWHERE,
    QUESTION,
    STAY_ON_THE_WALL,
    TO_REMOVE,
    WALL,
    WARNED,
)

EVER_REMOVED = {text for _, text in WALL if text in TO_REMOVE} | {SECOND_COMMENT[1]}
MAILBOXES = ("head", "deputy", "it-head")


def what_is_wrong(outside: Outside, wishes: Wishes) -> list[str]:
    """Everything that does not hold, in words; empty if the day ended as it must."""
    return [
        *_posts(outside, wishes),
        *_comments(outside, wishes),
        *_block(outside, wishes),
        *_letters(outside, wishes),
        *_errands(outside, wishes),
    ]


def what_is_wrong_elsewhere(elsewhere: Elsewhere, wishes: Wishes) -> list[str]:
    """The same for the three other networks: each post once, insults gone, anger left."""
    wrong = []
    for network in elsewhere:
        texts = {post.text.splitlines()[0]: post.text for post in network.posts()}
        titles = sorted(post.text.splitlines()[0] for post in network.posts())
        if wishes.site:
            if len(titles) != wishes.items:
                wrong.append(f"{network.words}: постов {len(titles)}, а не {wishes.items}")
        elif titles != sorted(item["title"] for item in [*NEWS, SPOILT]):
            wrong.append(f"{network.words}: не те посты: {titles}")
        else:
            shown = {post.text.splitlines()[0]: post.pictures for post in network.posts()}
            wrong += [f"{network.words}: {words}" for words in _pictures(shown)]
            wrong += [f"{network.words}: {words}" for words in _followed(texts)]
        standing = {c.text for c in network.comments() if not c.gone}
        for user, text in (*ELSEWHERE_COMMENTS, ASKED_ELSEWHERE[network.key]):
            insult = text in TO_REMOVE
            if insult and text in standing:
                wrong.append(f"{network.words}: оскорбление на месте")
            if not insult and text not in standing:
                wrong.append(f"{network.words}: пропал законный комментарий жителя {user}")
    return wrong


def _posts(outside: Outside, wishes: Wishes) -> Iterator[str]:
    posts = outside.posts()
    if wishes.site:
        if len(posts) != wishes.items:
            yield f"на стене постов {len(posts)}, а не {wishes.items}"
        return
    titles = sorted(post["text"].splitlines()[0] for post in posts)
    if titles != sorted([*(item["title"] for item in [*NEWS, SPOILT]), BY_HAND]):
        yield f"на стене не те посты: {titles}"
    yield from _followed({post["text"].splitlines()[0]: post["text"] for post in posts})
    if wishes.user_token:  # without that key a person puts it on: an errand that is left open
        yield from _pictures(
            {
                post["text"].splitlines()[0]: sum(
                    one.startswith("photo") for one in post["attachments"]
                )
                for post in posts
            }
        )


def _followed(texts: dict[str, str]) -> Iterator[str]:
    """`texts`: posts by their headline. What the site or the specialist mended reads so."""
    fair = texts.get(SPOILT["title"], "")
    if CORRECTION[0] in fair or CORRECTION[1] not in fair:
        yield f"вышло не то, что исправил специалист: {fair}"
    text = texts.get(NEWS[EDITED]["title"], "")
    if EDIT[0] in text or EDIT[1] not in text:
        yield f"пост не последовал за сайтом: {text}"


def what_was_found(page: Path) -> Iterator[str]:
    """The reconciliation's own page names what was done by hand, and marks the wrong day."""
    if not page.is_file():
        yield f"нет страницы сверки {page}"
        return
    html = page.read_text("utf-8")
    if "пекарни" not in html:
        yield "сверка не нашла пост, которого на сайте нет"
    if f"[{SLIP[1]}]" not in html:
        yield "сверка не отметила день, исправленный вручную"


def _pictures(shown: dict[str, int]) -> Iterator[str]:
    """`shown`: pictures on each post, by its headline."""
    for number, item in enumerate(NEWS):
        found, wanted = shown.get(item["title"], 0), int(number == PICTURED)
        if found != wanted:
            yield f"на посте «{item['title']}» картинок {found}, а не {wanted}"


def _comments(outside: Outside, wishes: Wishes) -> Iterator[str]:
    wall = outside.wall_text()
    removed = {c["text"] for c in outside.comments() if c["deleted"]}
    afternoon = {THIRD_COMMENT[1], FOURTH_COMMENT[1]} if wishes.user_token else set()
    ever = EVER_REMOVED | afternoon
    if removed != ever - ({TAKEN_BACK[1]} if wishes.user_token else set()):
        yield f"удалено не то: {removed}"
    if not wishes.user_token and any(c["deleted_by"] for c in outside.comments()):
        yield "комментарии удалены ключом, который этого не умеет"
    for user, text in STAY_ON_THE_WALL:
        if text not in wall:
            yield f"пропал законный комментарий жителя {user}"
    ours = [c for c in outside.comments() if c["user_id"] == -GROUP]
    by_text = {c["text"]: c["id"] for c in outside.comments()}
    for user, text, words in ((*QUESTION, ANSWER), (*WARNED, OF_WARNING)):
        below = [c["reply_to"] for c in ours if words in c["text"]]
        if below != [by_text.get(text)]:
            yield f"жителю {user} не отвечено один раз под его комментарием: {words}"
    told = [c for c in ours if OF_REMOVAL in c["text"]]
    if wishes.user_token and len(told) != len(ever):
        yield f"авторам сообщено {len(told)} раз, а не {len(ever)}"


def _block(outside: Outside, wishes: Wishes) -> Iterator[str]:
    banned = [row["user_id"] for row in outside.banned()]
    expected = [SECOND_COMMENT[0]] if wishes.user_token else []
    if banned != expected:
        yield f"заблокированы {banned}, а должны {expected}"
    if expected and outside.may_comment(int(outside.posts()[0]["id"]), expected[0]):
        yield "заблокированный автор всё ещё может писать"


def _letters(outside: Outside, wishes: Wishes) -> Iterator[str]:
    subjects = {m: [x["subject"] for x in outside.letters(f"{m}@example.test")] for m in MAILBOXES}
    if not any(s.startswith("Контроль соцсетей") for s in subjects["it-head"]):
        yield "нет еженедельного письма начальнику отдела ИТ"
    if not any(s.startswith("Контроль соцсетей") for s in subjects["deputy"]):
        yield "нет копии еженедельного письма заместителю главы"
    wanted = 2 if wishes.user_token else 0
    for official in ("head", "deputy"):
        about = [s for s in subjects[official] if "локиров" in s.lower()]
        if len(about) < wanted:
            yield f"{official}: писем о блокировке {len(about)}, а не {wanted} (дело и решение)"

    if wishes.user_token:
        for part in ("остановлено: автор не заблокирован", "Отменено решение об удалении"):
            if not any(part in s for s in subjects["head"]):
                yield f"Главе не написано: {part}"


def lapse_does_not_hold(outside: Outside) -> Iterator[str]:
    """The case that nobody decided: put before both, its author may write, the week counts it."""
    user = FOURTH_COMMENT[0]
    name = " ".join(RESIDENTS[user])
    for official in ("head", "deputy"):
        letters = outside.letters(f"{official}@example.test")
        cases = [x for x in letters if CASE in x["subject"] and name in x["text"]]
        if len(cases) != 1:
            yield f"{official}: писем с делом автора «{name}» {len(cases)}, а не одно"
    if not outside.may_comment(int(outside.posts()[0]["id"]), user):
        yield f"дело не решено, а автор «{name}» писать не может"
    for official in MAILBOXES:
        subjects = [x["subject"] for x in outside.letters(f"{official}@example.test")]
        if sum("закрыто без решения" in subject for subject in subjects) != 1:
            yield f"{official}: письма о деле, закрытом без решения, нет или их несколько"
    letters = outside.letters("it-head@example.test")
    if not letters or f"{LAPSED}1," not in letters[-1]["text"]:
        yield "еженедельное письмо не называет дела, истёкшего без решения"


def extract_does_not_hold(state: Path) -> Iterator[str]:
    """The extract is checked as a stranger would: by its own checker, with nothing of ours."""
    folders = [one for one in (state / "vypiski").glob("vypiska-*") if one.is_dir()]
    if len(folders) != 1:
        yield f"выписок {len(folders)}, а не одна"
    for folder in folders:
        command = [sys.executable, "-I", "proverka.py"]
        checked = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if checked.returncode:
            yield f"выписка не сходится: {checked.stdout}{checked.stderr}"


def _errands(outside: Outside, wishes: Wishes) -> Iterator[str]:
    """Without the user's key a person puts the picture on: the letter says so, and where."""
    if wishes.user_token:
        return
    letters = outside.letters("it-head@example.test")
    text = letters[-1]["text"] if letters else ""
    if "поручение сотруднику" not in text:
        yield "письмо не называет поручений, хотя приложить картинку программа не может"
