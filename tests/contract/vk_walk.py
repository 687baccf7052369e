"""Every method of VK's stand-in used at least once, and the objects that came back."""

from __future__ import annotations

from typing import Any

from tests.sandbox.kit import AYAAL, GID, OLGA, Client, picture

Found = dict[str, list[Any]]
PAGE: dict[str, Any] = {"group_id": GID}
WALL: dict[str, Any] = {"owner_id": -GID}
HEARD = {
    *(f"wall_reply_{act}" for act in ("new", "edit", "delete", "restore")),
    *(f"board_post_{act}" for act in ("new", "delete", "restore")),
    *("photo_comment_new", "photo_comment_delete"),
    *("wall_post_new", "wall_repost", "user_block", "user_unblock"),
}
"""Every kind of event that happens in the stand-in."""


def walk(vk: Client) -> Found:
    """Use all methods, hear all events, be refused; the objects by the definition they obey."""
    found: Found = {}
    wanted = dict.fromkeys(HEARD, 1)
    vk.call("groups.setLongPollSettings", "community-1", **PAGE, enabled=1, **wanted)
    server = vk.call("groups.getLongPollServer", "community-1", **PAGE)
    on_the_wall(vk, found)
    with_media(vk, found)
    at_a_post(vk, found)
    elsewhere(vk, found)
    behind_the_page(vk, found)
    vk.listen(server)
    vk.refusal("wall.getById", "community-1", posts=f"-{GID}_1")
    return found


def on_the_wall(vk: Client, found: Found) -> None:
    """Posts, comments, the black list, who one is."""
    wall: dict[str, Any] = {"owner_id": -GID}
    group: dict[str, Any] = {"group_id": GID}
    post = vk.post("Один", attachments="https://example.ru/1", copyright="https://example.ru/1")
    vk.call("wall.edit", **wall, post_id=post, message="Два")
    vk.call("wall.delete", **wall, post_id=post)
    vk.call("wall.restore", **wall, post_id=post)
    top = vk.comment(post, "Первый")
    reply = vk.comment(post, "Ответ", OLGA, reply_to=top)
    vk.call(
        "wall.createComment",
        "community-1",
        **wall,
        post_id=post,
        message="Да",
        reply_to_comment=top,
    )
    listed = {**wall, "post_id": post, "thread_items_count": 10, "need_likes": 1}
    vk.call("wall.getComments", **listed, start_comment_id=top)
    page = vk.call("wall.getComments", **listed, extended=1, fields="description,verified")
    found["wall_wall_comment"] = page["items"] + page["items"][0]["thread"]["items"]
    vk.control("PATCH", f"/vk/comments/{GID}/{reply}", {"text": "Другой ответ"})
    vk.call("wall.getComment", **wall, comment_id=reply)
    vk.call("wall.getComment", **wall, comment_id=reply, extended=1)
    vk.call("wall.deleteComment", **wall, comment_id=top)
    page = vk.call("wall.getComments", **listed, extended=1)
    found["wall_wall_comment"] += page["items"]
    vk.call("wall.restoreComment", **wall, comment_id=top)
    vk.call("groups.ban", **group, owner_id=AYAAL, reason=2, comment="Оскорбления")
    vk.call("groups.ban", **group, owner_id=-2)
    banned = vk.call("groups.getBanned", "community-1", **group)
    found["groups_owner_xtr_ban_info"] = banned["items"]
    vk.call("groups.unban", **group, owner_id=AYAAL)
    fields = "description,status,verified,site,members_count,activity,wall"
    groups = vk.call("groups.getById", **group, fields=fields)
    found["groups_group_full"] = groups["groups"]
    vk.call("groups.edit", "community-1", **group, description="Официальная страница")
    vk.call("groups.getTokenPermissions", "community-1")
    vk.call("account.getAppPermissions")
    found["users_user_full"] = vk.call("users.get", user_ids=f"{AYAAL},id{OLGA}")
    vk.call("utils.getServerTime")
    later = vk.call("utils.getServerTime") + 3600
    vk.call("wall.post", **wall, from_group=1, message="Потом", publish_date=later)
    vk.call("wall.get", **wall, filter="postponed")
    vk.control("POST", "/clock", {"offset_seconds": 3700})
    posts = vk.call("wall.get", **wall, extended=1)
    vk.call("wall.get", "service-1", domain="adm_zhatay")
    found["wall_wallpost_full"] = posts["items"]
    name = f"-{GID}_{post}"
    vk.call("wall.getById", posts=name)
    vk.call("wall.getById", posts=name, extended=1)


def with_media(vk: Client, found: Found) -> None:
    """Uploads of all kinds, shown in one post."""
    photo = vk.photo(caption="Набережная")
    doc = vk.doc(title="Постановление")
    server = vk.call("docs.getWallUploadServer", **PAGE)
    file = vk.upload(server["upload_url"], "file", ("a.txt", b"text"))
    found["docs_doc"] = [vk.call("docs.save", **file, tags="a,b", return_tags=1)["doc"]]
    server = vk.call("photos.getMessagesUploadServer", "community-1")
    triple = vk.upload(server["upload_url"], "photo", ("a.png", picture()))
    found["photos_photo"] = vk.call("photos.saveMessagesPhoto", "community-1", **triple)
    saved = vk.call("video.save", **PAGE, name="Праздник", description="Ысыах")
    vk.upload(saved["upload_url"], "video_file", ("a.mp4", b"...."))
    names = [photo, doc, f"video-{GID}_{saved['video_id']}"]
    answers = '["Да","Нет"]'
    poll = vk.call("polls.create", **WALL, question="Нужен ли каток?", add_answers=answers)
    found["polls_poll"] = [poll]
    names += [f"poll-{GID}_{poll['id']}", "https://example.ru/1"]
    post = vk.post("С вложениями", attachments=",".join(names))
    shown = vk.call("wall.getById", posts=f"-{GID}_{post}")["items"][0]
    found["wall_wallpost_full"].append(shown)
    found["wall_wallpost_attachment"] = shown["attachments"]
    found["photos_photo"].append(shown["attachments"][0]["photo"])
    found["video_video_full"] = [shown["attachments"][2]["video"]]
    comment = vk.comment(post, "Фото", attachments=[photo])
    found["wall_wall_comment"] += vk.call("wall.getComments", **WALL, post_id=post)["items"]
    assert comment
    body = {**PAGE, "photo": photo, "user_id": AYAAL, "text": "Красиво"}
    gone = vk.control("POST", "/vk/remarks", body)["comment_id"]
    vk.control("DELETE", f"/vk/remarks/{GID}/{gone}")
    vk.control("POST", "/vk/remarks", body)
    number = photo.rpartition("_")[2]
    under = vk.call("photos.getComments", **WALL, photo_id=number, need_likes=1)
    found["wall_wall_comment"] += under["items"]
    vk.call("photos.getComments", **WALL, photo_id=number, extended=1)
    found["wall_wall_comment"] += vk.call("photos.getAllComments", **WALL)["items"]
    vk.call("photos.deleteComment", **WALL, comment_id=1)
    video: dict[str, Any] = {"video_id": saved["video_id"]}
    body = {**PAGE, "video": names[2], "user_id": OLGA, "text": "Молодцы"}
    said = vk.control("POST", "/vk/remarks", body)
    found["video_video_full"] += vk.call("video.get", **WALL)["items"]
    found["wall_wall_comment"] += vk.call("video.getComments", **WALL, **video)["items"]
    vk.call("video.getComments", **WALL, **video, extended=1)
    vk.call("video.deleteComment", **WALL, **said)


def at_a_post(vk: Client, found: Found) -> None:
    """Repost, pin, comments closed and opened."""
    source = vk.post("Исходная")
    vk.call("wall.repost", object=f"wall-{GID}_{source}", **PAGE, message="Повтор")
    reposts = vk.call("wall.getReposts", **WALL, post_id=source)
    found["wall_wallpost_full"] += reposts["items"]
    at = {**WALL, "post_id": source}
    for method in ("wall.pin", "wall.closeComments", "wall.openComments"):
        vk.call(method, **at)
    posts = vk.call("wall.get", **WALL)["items"]
    found["wall_wallpost_full"].append(posts[0])
    found["groups_group_full"] += vk.call("groups.getById", **PAGE, fields="fixed_post")["groups"]
    vk.call("wall.unpin", **at)


def elsewhere(vk: Client, found: Found) -> None:
    """Discussions."""
    body = {**PAGE, "title": "Дороги", "text": "Пишите", "user_id": OLGA}
    topic = vk.control("POST", "/vk/topics", body)
    body = {**PAGE, **topic, "user_id": AYAAL, "text": "Яма на Ленина"}
    remark = vk.control("POST", "/vk/remarks", body)
    vk.call("board.getTopics", "service-1", **PAGE, extended=1)
    found["board_topic"] = vk.call("board.getTopics", **PAGE, preview=2)["items"]
    vk.call("board.getComments", "service-1", **PAGE, **topic, extended=1)
    page = vk.call("board.getComments", **PAGE, **topic, need_likes=1, start_comment_id=1)
    found["board_topic_comment"] = page["items"]
    vk.call("board.deleteComment", "community-1", **PAGE, **topic, **remark)
    vk.call("board.restoreComment", "community-1", **PAGE, **topic, **remark)


def behind_the_page(vk: Client, found: Found) -> None:
    """What the staff sees, and Long Poll."""
    vk.call("groups.edit", "community-1", **PAGE, obscene_filter=1, obscene_words="дурак,болван")
    vk.call("groups.getSettings", **PAGE)
    found["groups_member_role"] = vk.call("groups.getMembers", **PAGE, filter="managers")["items"]
    vk.call("groups.getMembers", **PAGE, filter="managers", fields="sex")
    vk.call("status.set", **PAGE, text="Приём граждан по вторникам")
    vk.call("status.get", **PAGE)
    found["stats_period"] = vk.call("stats.get", **PAGE, intervals_count=2)
    vk.call("groups.getLongPollSettings", "community-1", **PAGE)
