"""What we ask VK to let it take a file, as values (shared facts A6, upload chains)."""

from gospablik.networks.vk.requests import Request


def photo_server(group_id: int) -> Request:
    """Where to send a picture for the wall."""
    return Request("photos.getWallUploadServer", {"group_id": str(group_id)})


def save_photo(group_id: int, *, server: int, photo: str, sha: str, caption: str) -> Request:
    """Keep a picture that was sent. `server`, `photo` and `sha` are the upload server's words."""
    params = {"group_id": str(group_id), "server": str(server), "photo": photo, "hash": sha}
    return Request("photos.saveWallPhoto", {**params, "caption": caption} if caption else params)


def document_server(group_id: int) -> Request:
    """Where to send a document for the wall."""
    return Request("docs.getWallUploadServer", {"group_id": str(group_id)})


def save_document(file: str, title: str) -> Request:
    """Keep a document that was sent. `file` is the upload server's word."""
    return Request("docs.save", {"file": file, "title": title})


def video_server(group_id: int, name: str, description: str) -> Request:
    """A place for a video and where to send it. It is not put on the wall by itself."""
    return Request(
        "video.save",
        {
            "group_id": str(group_id),
            "name": name,
            "description": description,
            "wallpost": "0",
        },
    )
