"""What an administrator presses at the head and the side of the page: publish, describe, unblock.

The administrator is nobody in particular: whoever sat at the computer.
"""

from sandbox.vk.forms import Form
from sandbox.vk.hands import photo
from sandbox.vk.media import Doc, ending
from sandbox.vk.records import Post


def publish(form: Form) -> str | None:
    """A new post of the community, or of a resident where the wall is open."""
    if not form.text() and not form.files:
        return "empty"
    group_id, author = form.group.group_id, form.number("user_id")
    if author and author not in form.store.users:
        return "gone"
    if author and (form.group.wall != 1 or form.store.ban(group_id, author, form.now)):
        return "closed"
    post = Post(
        id=form.store.next_id(group_id),
        group_id=group_id,
        from_id=author or -group_id,
        created_by=author,
        date=form.now,
        text=form.text(),
        attachments=_uploaded(form),
        by_hand=True,
    )
    form.store.add_post(post)
    return None


def _uploaded(form: Form) -> tuple[str, ...]:
    """The names of what was sent with the form: a picture, a document."""
    shelf, owner = form.store.media, -form.group.group_id
    media: list[str] = []
    if "picture" in form.files:
        data = form.files["picture"][1]
        media.append(shelf.put(photo(owner, shelf.next_id(owner), form.now, data)).name)
    if "document" in form.files:
        title, data = form.files["document"]
        doc = Doc(owner, shelf.next_id(owner), form.now, data, title, ending(title))
        media.append(shelf.put(doc).name)
    return tuple(media)


def describe(form: Form) -> None:
    """The community's description and status line."""
    form.group.description = form.values.get("text", "")
    form.group.status = form.values.get("status", form.group.status)


def unblock(form: Form) -> str | None:
    """Off the black list."""
    person = form.number("user_id")
    if form.store.ban(form.group.group_id, person, form.now) is None:
        return "gone"
    form.store.lift_ban(form.group.group_id, person, 0)
    return None
