"""Did the day really happen? Asked of the sandbox's pages and mailbox, not of our database."""

from collections.abc import Iterator

from office.demo.other_networks import Elsewhere
from office.demo.outside import Outside
from office.demo.scene import Wishes
from office.demo.story import (
    ELSEWHERE_COMMENTS,
    FIRST_COMMENTS,
    GROUP,
    NEWS,
    PICTURED,
    SECOND_COMMENT,
    SPOILT,
)

INSULTS = {FIRST_COMMENTS[3][1], FIRST_COMMENTS[4][1], SECOND_COMMENT[1]}
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
        titles = sorted(post.text.splitlines()[0] for post in network.posts())
        if wishes.site:
            if len(titles) != wishes.items:
                wrong.append(f"{network.words}: постов {len(titles)}, а не {wishes.items}")
        elif titles != sorted(item["title"] for item in NEWS):
            wrong.append(f"{network.words}: не те посты: {titles}")
        else:
            shown = {post.text.splitlines()[0]: post.pictures for post in network.posts()}
            wrong += [f"{network.words}: {words}" for words in _pictures(shown)]
        standing = {c.text for c in network.comments() if not c.gone}
        for user, text in ELSEWHERE_COMMENTS:
            insult = any(word in text.lower() for word in ("идиот",))
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
    if titles != sorted(item["title"] for item in NEWS):
        yield f"на стене не те посты: {titles}"
    if wishes.user_token:  # without that key a person puts it on: an errand that is left open
        yield from _pictures(
            {
                post["text"].splitlines()[0]: sum(
                    one.startswith("photo") for one in post["attachments"]
                )
                for post in posts
            }
        )
    if any(SPOILT["title"] in post["text"] for post in posts):
        yield "опубликована новость, в которой лента и страница сайта расходятся"


def _pictures(shown: dict[str, int]) -> Iterator[str]:
    """`shown`: pictures on each post, by its headline."""
    for number, item in enumerate(NEWS):
        found, wanted = shown.get(item["title"], 0), int(number == PICTURED)
        if found != wanted:
            yield f"на посте «{item['title']}» картинок {found}, а не {wanted}"


def _comments(outside: Outside, wishes: Wishes) -> Iterator[str]:
    wall = outside.wall_text()
    removed = {c["text"] for c in outside.comments() if c["deleted"]}
    if removed != INSULTS:
        yield f"удалено не то: {removed}"
    if not wishes.user_token and any(c["deleted_by"] for c in outside.comments()):
        yield "комментарии удалены ключом, который этого не умеет"
    for user, text in FIRST_COMMENTS[:3]:
        if text not in wall:
            yield f"пропал законный комментарий жителя {user}"
    told = [c for c in outside.comments() if c["user_id"] == -GROUP]
    if wishes.user_token and len(told) != len(INSULTS):
        yield f"авторам сообщено {len(told)} раз, а не {len(INSULTS)}"


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


def _errands(outside: Outside, wishes: Wishes) -> Iterator[str]:
    """Without the user's key a person puts the picture on: the letter says so, and where."""
    if wishes.user_token:
        return
    letters = outside.letters("it-head@example.test")
    text = letters[-1]["text"] if letters else ""
    if "поручение сотруднику" not in text:
        yield "письмо не называет поручений, хотя приложить картинку программа не может"
