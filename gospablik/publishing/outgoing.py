"""What of a planned post's files goes out with it, and what keeps them from it (clause 3.3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from gospablik.media.arrange import Arranged, Offered, arrange
from gospablik.media.fitting import Picture, refusal
from gospablik.networks.base import LivePost, MediumKind
from gospablik.site import NewsFileKind
from gospablik.store.tables import Post, PostMedium

_UNREAD = {
    NewsFileKind.PICTURE: "Картинка новости ещё не прочитана",
    NewsFileKind.VIDEO: "Видео новости ещё не прочитано",
    NewsFileKind.FILE: "Файл новости ещё не прочитан",
}


@dataclass(frozen=True, slots=True)
class PlannedMedia:
    """What the checks and the read-back have to know of a post's files.

    `pictures`, `others`: how many pictures, videos and files it is to show. `problems`: what holds
    the post back for them; `left_out`: what is not attached and why, in Russian sentences.
    `lines`: what the text says of files in place of attaching them.
    """

    pictures: int = 0
    problems: tuple[str, ...] = ()
    left_out: str = ""
    others: int = 0
    lines: tuple[str, ...] = ()


def outgoing(network: str, post: Post) -> list[PostMedium]:
    """The post's files that are given to the network, in the site's order."""
    return [post.media[place] for place in _arranged(network, post).attached]


def planned_media(network: str, post: Post, text: str | None = None) -> PlannedMedia:
    """The post's files beside its text as it is now, or beside another one."""
    arranged = arrange(network, offered(post.media), post.text if text is None else text)
    rows = [post.media[place] for place in arranged.attached]
    problems = tuple(problem for row in rows if (problem := _problem(network, row)))
    return planned(arranged, problems)


def planned(arranged: Arranged, problems: tuple[str, ...] = ()) -> PlannedMedia:
    """The same of files that are no post's yet."""
    return PlannedMedia(
        arranged.pictures, problems, arranged.left_out, arranged.others, arranged.lines
    )


def offered(rows: Sequence[PostMedium]) -> list[Offered]:
    """A post's files as far as they are known."""
    return [
        Offered(
            NewsFileKind(row.kind or NewsFileKind.PICTURE),
            row.address,
            row.alt,
            row.medium.size if row.medium else None,
            row.too_big or "",
        )
        for row in rows
    ]


def pictures_on(live: LivePost) -> int:
    """How many pictures hang on a post, as the network shows it."""
    return sum(kind == MediumKind.PHOTO for kind in live.attachments)


def others_on(live: LivePost) -> int:
    """How many videos and files hang on it."""
    return sum(kind in {MediumKind.VIDEO, MediumKind.FILE} for kind in live.attachments)


def unfit(kind: NewsFileKind, why: str, address: str) -> str:
    """In whole sentences, that what was read at the address is not to go out."""
    if kind is NewsFileKind.PICTURE:
        return (
            f"Картинка новости не годится: {why} ({address}). Не сделано: пост без неё не"
            " опубликован. Что делать: замените картинку новости на сайте."
        )
    name = "Видео" if kind is NewsFileKind.VIDEO else "Файл"
    return (
        f"{name} новости не годится: {why} ({address}). Не сделано: пост без него не опубликован."
        " Что делать: замените на сайте файл или ссылку на него."
    )


def not_taken(network: str, picture: Picture, address: str) -> str | None:
    """In whole sentences, why the network takes no such picture; None if it does."""
    why = refusal(network, picture)
    return unfit(NewsFileKind.PICTURE, why, address) if why else None


def _arranged(network: str, post: Post) -> Arranged:
    return arrange(network, offered(post.media), post.text or "")


def _problem(network: str, row: PostMedium) -> str | None:
    medium, kind = row.medium, NewsFileKind(row.kind or NewsFileKind.PICTURE)
    if medium is None:
        return row.unread or f"{_UNREAD[kind]}: {row.address}."
    if kind is not NewsFileKind.PICTURE:
        return None
    picture = Picture(medium.mime, medium.width, medium.height, medium.size)
    return not_taken(network, picture, row.address)
