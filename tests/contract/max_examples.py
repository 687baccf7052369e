"""At least one call of everything that builds a request to MAX."""

from functools import partial as example

from gospablik.networks.base import Draft, MediumKind
from gospablik.networks.max import requests
from gospablik.networks.max.requests import Request
from tests.gospablik.networks.fake_max import CHAT, uploaded

DRAFT = Draft("Новость\nhttps://adm.example.ru/1", headline="Новость")
PHOTOS = Draft("т", media=(uploaded(), uploaded(MediumKind.VIDEO, "t2"), uploaded()))
PAPER = Draft("т", media=(uploaded(MediumKind.FILE),))

EXAMPLES: list[example[Request]] = [
    example(requests.me),
    example(requests.channel, CHAT),
    example(requests.membership, CHAT),
    example(requests.administrators, CHAT),
    example(requests.describe, CHAT, "Официальная страница"),
    example(requests.describe, CHAT, ""),
    example(requests.pin, CHAT, "mid.1"),
    example(requests.posts, CHAT, before=None, after=-5),
    example(requests.posts, CHAT, before=1_775_053_255_737, after=1),
    example(requests.post, "mid.ffff_-1"),
    example(requests.publish, CHAT, DRAFT),
    example(requests.publish, CHAT, PHOTOS),
    example(requests.publish, CHAT, PAPER),
    example(requests.publish, CHAT, Draft("&" * 4000)),
    example(requests.forward, CHAT, "mid.1", "Полезное"),
    example(requests.forward, CHAT, "mid.1", ""),
    example(requests.edit, "mid.1", DRAFT),
    example(requests.edit, "mid.1", PAPER),
    example(requests.delete, "mid.1"),
    example(requests.comments, "mid.1", before=None, after=None),
    example(requests.comments, "mid.1", before=7, after=5),
    example(requests.comment, "mid.1", "mid.2"),
    example(requests.reply, "mid.1", "Добрый день!"),
    example(requests.reply, "mid.1", "Добрый день!", "mid.2"),
    example(requests.delete_comment, "mid.1", "mid.2"),
    *(example(requests.upload, kind) for kind in MediumKind),
]
EVERY = [build() for build in EXAMPLES]
