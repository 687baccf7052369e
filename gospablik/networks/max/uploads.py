"""A file given to MAX beforehand: asked where to, sent there, its token taken.

Source: shared facts telegram-max-site.md 2.2 and 2.5.
"""

from gospablik.networks.base import Medium, MediumKind
from gospablik.networks.max import requests
from gospablik.networks.max.answers import refused, upload_place, uploaded_token
from gospablik.networks.max.client import MaxClient
from gospablik.networks.transport import Deadline, Upload

_MEGABYTE = 2**20
LARGEST = {
    MediumKind.PHOTO: 50 * _MEGABYTE,
    MediumKind.VIDEO: 250 * _MEGABYTE,
    MediumKind.FILE: 4096 * _MEGABYTE,
}


def give(client: MaxClient, medium: Medium, deadline: Deadline) -> str:
    """The token that a post's attachment names. Raises NetworkError."""
    most = LARGEST[medium.kind]
    if len(medium.content) > most:
        raise refused(
            f"«{medium.name}» больше, чем MAX принимает ({most // _MEGABYTE} МБ)."
            " В MAX ничего не отправлено.",
            "приложите файл поменьше.",
        )
    place, given = upload_place(client.ask(requests.upload(medium.kind), deadline))
    file = Upload("data", medium.name, medium.content, medium.mime)
    return uploaded_token(client.give(place, file, deadline), given)
