"""Who may call what, and with which right (methods.json access_token_type; facts A2, A5-A8)."""

KINDS = ("community", "service", "user")
U, UG, US, UGS = (
    ("user",),
    ("user", "community"),
    ("user", "service"),
    ("user", "community", "service"),
)
ACCESS: dict[str, tuple[str, ...]] = {
    "wall.post": UG,  # schema: user; text works with a community token (facts 0.2)
    "wall.edit": UG,  # schema: user; claimed to work with a community token (facts A6)
    "wall.delete": U,
    "wall.restore": U,
    "wall.repost": U,
    "wall.getReposts": US,
    "wall.pin": U,
    "wall.unpin": U,
    "wall.closeComments": UG,
    "wall.openComments": UG,
    "wall.get": US,
    "wall.getById": US,
    "wall.getComments": US,
    "wall.getComment": U,
    "wall.createComment": UG,
    "wall.deleteComment": U,
    "wall.restoreComment": U,
    "photos.getWallUploadServer": U,  # a community token is told 27 (facts 0.2, A6)
    "photos.saveWallPhoto": U,
    "photos.getMessagesUploadServer": UG,
    "photos.saveMessagesPhoto": UG,
    "photos.getComments": U,
    "photos.getAllComments": U,
    "photos.deleteComment": U,
    "docs.getWallUploadServer": UG,
    "docs.save": UG,
    "video.save": U,
    "video.get": U,
    "video.getComments": U,
    "video.deleteComment": U,
    "polls.create": U,
    "board.getTopics": US,
    "board.getComments": US,
    "board.deleteComment": UG,
    "board.restoreComment": UG,
    "groups.ban": U,
    "groups.unban": U,
    "groups.getBanned": UG,
    "groups.getById": UGS,
    "groups.getMembers": UGS,
    "groups.getSettings": U,
    "groups.edit": UG,
    "groups.setLongPollSettings": UG,
    "groups.getLongPollSettings": UG,
    "groups.getLongPollServer": UG,
    "groups.getTokenPermissions": ("community",),
    "status.get": U,
    "status.set": U,
    "stats.get": U,
    "account.getAppPermissions": U,
    "users.get": UGS,
    "utils.getServerTime": UGS,
}
BY_RIGHT: dict[str, frozenset[str]] = {
    "wall": frozenset(
        {
            "wall.post",
            "wall.edit",
            "wall.delete",
            "wall.restore",
            "wall.repost",
            "wall.pin",
            "wall.unpin",
            "wall.closeComments",
            "wall.openComments",
            "wall.createComment",
            "wall.deleteComment",
            "wall.restoreComment",
        }
    ),
    "photos": frozenset(
        {
            "photos.getWallUploadServer",
            "photos.saveWallPhoto",
            "photos.getMessagesUploadServer",
            "photos.saveMessagesPhoto",
            "photos.getComments",
            "photos.getAllComments",
            "photos.deleteComment",
        }
    ),
    "docs": frozenset({"docs.getWallUploadServer", "docs.save"}),
    "video": frozenset({"video.save", "video.get", "video.getComments", "video.deleteComment"}),
    "manage": frozenset(
        {
            "groups.ban",
            "groups.unban",
            "groups.getBanned",
            "groups.getSettings",
            "groups.edit",
            "groups.setLongPollSettings",
            "groups.getLongPollSettings",
            "groups.getLongPollServer",
            "board.deleteComment",
            "board.restoreComment",
        }
    ),
}
BITS = {
    "user": {
        "photos": 4,
        "video": 16,
        "wall": 8192,
        "offline": 65536,
        "docs": 131072,
        "groups": 262144,
    },
    "community": {
        "photos": 4,
        "stories": 64,
        "messages": 4096,
        "wall": 8192,
        "docs": 131072,
        "manage": 262144,
    },
}


def needed_right(method: str, kind: str) -> str | None:
    """The right a token of this kind must hold, as facts A2 and A7 name them."""
    if kind == "service":
        return None
    right = next((right for right, methods in BY_RIGHT.items() if method in methods), None)
    return "groups" if right == "manage" and kind == "user" else right
