"""What the pages show: records put into words for people."""

from dataclasses import dataclass

from sandbox.vk.attachments import is_link
from sandbox.vk.media import Doc, Photo, Poll, Video
from sandbox.vk.media_objects import file_path
from sandbox.vk.records import Comment, Post, Remark
from sandbox.vk.store import Store

REASONS = ("другое", "спам", "оскорбления", "нецензурная лексика", "не по теме (флуд)")


@dataclass(frozen=True)
class ShownMedium:
    """An attachment: photo, doc, video, poll or link; `lines` are a poll's answers."""

    kind: str
    title: str
    path: str
    name: str = ""
    note: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShownComment:
    """A comment and the replies under it."""

    comment: Comment
    author: str
    own: bool
    removed: str
    media: tuple[ShownMedium, ...]
    replies: tuple["ShownComment", ...] = ()


@dataclass(frozen=True)
class ShownPost:
    """A post with everything under it; `original` is what it reposts, None if that is gone."""

    post: Post
    author: str
    count: int
    removed: str
    pinned: bool
    media: tuple[ShownMedium, ...]
    comments: tuple[ShownComment, ...]
    original: "ShownPost | None" = None


@dataclass(frozen=True)
class ShownRemark:
    """Something written in a discussion or under a picture."""

    remark: Remark
    author: str
    removed: str


def name_of(store: Store, actor: int | None) -> str:
    """A person or a community in words."""
    if actor is None or actor == 0:
        return "администратор страницы"
    if actor < 0:
        group = store.groups.get(-actor)
        return group.name if group else f"сообщество {-actor}"
    user = store.users.get(actor)
    return user.name() if user else f"пользователь {actor}"


def _removed(store: Store, by: int | None, as_author: bool) -> str:
    if as_author:
        return "удалён автором"
    if by in {None, 0}:
        return "удалён администратором страницы"
    return f"удалён администратором: {name_of(store, by)}"


def size_in_words(size: int) -> str:
    """Bytes as people count them."""
    if size < 1024 * 1024:
        return f"{max(round(size / 1024), 1)} КБ"
    return f"{size / 1024 / 1024:.1f} МБ".replace(".", ",")


def shown_medium(store: Store, name: str) -> ShownMedium:
    """One attachment."""
    if is_link(name):
        return ShownMedium("link", name, name)
    medium = store.media.standing(name)
    if isinstance(medium, Poll):
        return ShownMedium("poll", medium.question, "", lines=medium.answers)
    if isinstance(medium, Photo):
        return ShownMedium("photo", medium.text or "Фотография", file_path(medium), medium.name)
    if isinstance(medium, Doc):
        kind = f"Документ {medium.ext.upper()}".strip()
        note = f"{kind}, {size_in_words(len(medium.data))}"
        return ShownMedium("doc", medium.title, file_path(medium), note=note)
    return _video(medium)


def _video(video: Video) -> ShownMedium:
    if video.link:
        return ShownMedium("video", video.title, video.link, note="Видео на другом сайте")
    note = f"Видео, {size_in_words(len(video.data))}" if video.data else "Видео обрабатывается"
    return ShownMedium("video", video.title, file_path(video) if video.data else "", note=note)


def _media(store: Store, names: tuple[str, ...]) -> tuple[ShownMedium, ...]:
    return tuple(shown_medium(store, name) for name in names)


def _comment(store: Store, comment: Comment, post: Post) -> ShownComment:
    removed = ""
    if comment.deleted_at is not None:
        removed = _removed(store, comment.deleted_by, comment.deleted_as == "author")
    below = store.under(post, comment.id) if comment.root is None else []
    return ShownComment(
        comment,
        name_of(store, comment.user_id),
        comment.user_id > 0,
        removed,
        _media(store, comment.attachments),
        tuple(_comment(store, one, post) for one in below),
    )


def shown_post(store: Store, post: Post) -> ShownPost:
    """One post with its comments."""
    removed = ""
    if post.deleted_at is not None:
        removed = _removed(store, post.deleted_by, False).replace("удалён", "удалена")
    original = None if post.copy_of is None else store.post(*post.copy_of)
    return ShownPost(
        post,
        name_of(store, post.from_id),
        store.counted(post),
        removed,
        store.group(post.group_id).pinned == post.id,
        _media(store, post.attachments),
        tuple(_comment(store, one, post) for one in store.under(post, None)),
        None if original is None else shown_post(store, original),
    )


def shown_remark(store: Store, remark: Remark) -> ShownRemark:
    """One remark."""
    removed = ""
    if remark.deleted_at is not None:
        removed = _removed(store, remark.deleted_by, remark.deleted_by == remark.user_id)
    return ShownRemark(remark, name_of(store, remark.user_id), removed)
