"""At least one call of everything that builds a request to Telegram."""

from datetime import UTC, datetime
from functools import partial as example

from gospablik.networks.base import Draft, MediumKind
from gospablik.networks.telegram import drafts, requests
from gospablik.networks.telegram.requests import Request
from tests.gospablik.networks.fake_telegram import AUTHOR, CHANNEL, GROUP, medium

UNTIL = datetime(2027, 1, 2, 12, tzinfo=UTC)
NEWS = "https://adm.example.ru/news/1"
SHORT = Draft("Заголовок\nтекст", "Заголовок", NEWS)
PICTURES = (medium(), medium(MediumKind.VIDEO), medium())

EXAMPLES: list[example[Request]] = [
    example(requests.me),
    example(requests.chat, CHANNEL),
    example(requests.member_count, CHANNEL),
    example(requests.administrators, CHANNEL),
    example(requests.member, GROUP, AUTHOR),
    example(requests.updates, 0),
    example(requests.updates, 12),
    example(requests.file, "BQAC"),
    example(requests.delete, CHANNEL, (5,)),
    example(requests.delete, CHANNEL, (5, 6, 7)),
    example(requests.pin, CHANNEL, 5),
    example(requests.forward, CHANNEL, "@other", 5),
    example(requests.forward, CHANNEL, -1005, 5),
    example(requests.describe, CHANNEL, "О нас"),
    example(requests.reply, GROUP, 5, "ответ"),
    example(requests.say, GROUP, "ответ"),
    example(requests.ban, GROUP, AUTHOR),
    example(requests.mute, GROUP, AUTHOR, until=UNTIL),
    example(requests.unmute, GROUP, AUTHOR),
    example(requests.unban, GROUP, AUTHOR),
    example(requests.unban, GROUP, -1005),
    example(drafts.post, CHANNEL, SHORT),
    example(drafts.post, CHANNEL, Draft("т")),
    example(drafts.post, CHANNEL, Draft("т", link=NEWS, media=PICTURES)),
    example(drafts.post, CHANNEL, Draft("т" * 2000, link=NEWS, media=(medium(),))),
    *(example(drafts.post, CHANNEL, Draft("т", media=(medium(kind),))) for kind in MediumKind),
    example(drafts.post, CHANNEL, Draft("т", media=(medium(MediumKind.FILE),) * 2)),
    example(drafts.new_text, CHANNEL, 5, SHORT),
    example(drafts.new_caption, CHANNEL, 5, SHORT),
    *(
        example(drafts.new_medium, CHANNEL, 5, Draft("т", media=(medium(kind),)))
        for kind in MediumKind
    ),
]
EVERY = [build() for build in EXAMPLES]
