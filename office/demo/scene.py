"""Before the day begins: the sandbox gets its town, the office its file, keys and deployments."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from gospablik.clock import now
from gospablik.control.commenting_rules import commenting_rules
from gospablik.organisation import read_organisation
from gospablik.root import ROOT
from gospablik.store.migrate import migrate
from office.api import Api
from office.blocks_pipe import save_blocks
from office.demo.other_networks import others, pages_toml
from office.demo.outside import Outside
from office.demo.story import (
    GROUP,
    KEYS_OF,
    MAILBOX_LOGIN,
    MAILBOX_PASSWORD,
    RESIDENTS,
    TOKENS,
    description,
)
from office.deploy import deploy
from office.stack import Stack

TEMPLATE = Path(__file__).with_name("organisation.toml")
ZONE = ZoneInfo("Asia/Yakutsk")


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What was asked for on the command line."""

    once: bool = False
    site: str | None = None
    items: int = 5
    user_token: bool = True
    picture: str | None = None


def files(state: Path) -> dict[str, str]:
    """The environment that leads every process to this demo's database and organisation."""
    return {
        "GOSPABLIK_DATABASE_URL": f"sqlite:///{state}/gospablik.sqlite",
        "GOSPABLIK_ORGANISATION": str(state / "organisation.toml"),
    }


def prepare(stack: Stack, wishes: Wishes) -> Outside:
    """Town, organisation.toml, tables, keys, deployments, worker: all but the day itself."""
    outside = Outside(stack.sandbox["http"])
    elsewhere = others(stack.sandbox)
    settle_the_town(outside, wishes)
    for network in elsewhere:
        network.settle()
    organisation = Path(stack.env["GOSPABLIK_ORGANISATION"])
    pages = pages_toml(elsewhere, first_day(wishes).isoformat())
    text = organisation_toml(outside.address, wishes) + pages + inbox_toml(stack)
    organisation.write_text(text, "utf-8")
    publish_rules(outside, organisation)
    migrate(stack.env["GOSPABLIK_DATABASE_URL"])
    register_blocks(stack, wishes)
    save_blocks(stack.env, {"pages": {one.key: one.keys() for one in elsewhere}})
    deploy(root=ROOT, env=stack.env, organisation=organisation)
    set_schedules(stack, paused=True)
    stack.start_worker()
    return outside


def set_schedules(stack: Stack, *, paused: bool) -> None:
    """No pass on its own while the day is played: at a quarter past it would play along."""
    with Api(stack.env) as api:
        for row in api.all("/deployments/filter"):
            api.call("PATCH", f"/deployments/{row['id']}", {"paused": paused})


def settle_the_town(outside: Outside, wishes: Wishes) -> None:
    """The page, its residents and its keys, as the network knows them."""
    outside.control(
        "vk/groups", group_id=GROUP, name="Администрация ГО «Жатай»", screen_name="adm_zhatay",
        description=description(outside.address), verified=1, site=f"{outside.address}/site/",
        members_count=1204,
    )  # fmt: skip
    for user_id, (first, last) in RESIDENTS.items():
        outside.control("vk/users", user_id=user_id, first_name=first, last_name=last)
    outside.control("vk/users", user_id=900, first_name="Администратор", last_name="страницы")
    outside.control("vk/tokens", token=TOKENS["community"], kind="community", group_id=GROUP)
    outside.control("vk/tokens", token=TOKENS["service"], kind="service")
    if wishes.user_token:
        outside.control("vk/tokens", token=TOKENS["user"], kind="user", user_id=900, group_id=GROUP)


def publish_rules(outside: Outside, organisation: Path) -> None:
    """The site gets the rules of commenting of that office, as «Паспорта страниц» offers them."""
    text = commenting_rules(read_organisation(organisation), now())
    title, _, rest = text.partition("\n")
    outside.control("site/pages", path="rules", title=title, text=rest)


def organisation_toml(sandbox: str, wishes: Wishes) -> str:
    """The demo's own file: the day before today is the page's first; two years of holidays."""
    today = datetime.now(ZONE).date()
    feed = wishes.site or f"{sandbox}/site/rss.xml"
    holidays = "\n".join(
        f'[[holidays]]\nyear = {year}\ndocument = "для демонстрации"\ndays = [{year}-01-01]\n'
        for year in (today.year, today.year + 1)
    )
    values = {
        "sandbox": sandbox,
        "feed": feed if "://" in feed else Path(feed).resolve().as_uri(),
        "full_text": "true" if wishes.site else "false",
        "late_hours": "1000000" if wishes.site else "72",
        "since": first_day(wishes).isoformat(),
        "holidays": holidays,
    }
    text = TEMPLATE.read_text("utf-8")
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def inbox_toml(stack: Stack) -> str:
    """The mailbox that the officials' answers come to."""
    host, port = stack.sandbox["imap"].rsplit(":", 1)
    return (
        f'\n[mail.inbox]\nhost = "{host}"\nport = {port}\nlogin = "{MAILBOX_LOGIN}"\n'
        'encryption = "нет"\n'
    )


def first_day(wishes: Wishes) -> date:
    """From when news are published: yesterday, of somebody's real feed all that it holds."""
    return date(1990, 1, 1) if wishes.site else datetime.now(ZONE).date() - timedelta(days=1)


def register_blocks(stack: Stack, wishes: Wishes) -> None:
    """VK's keys and the mail server go into Prefect's blocks."""
    host, port = stack.sandbox["smtp"].rsplit(":", 1)
    blocks = {
        "pages": {
            "zhatay-vk": {
                "network": "vk",
                "community_token": TOKENS["community"],
                "service_key": TOKENS["service"],
                "user_token": TOKENS["user"] if wishes.user_token else "",
                **KEYS_OF,
            }
        },
        "smtp": {"host": host, "port": int(port), "starttls": False},
        "imap": {"password": MAILBOX_PASSWORD},
    }
    save_blocks(stack.env, blocks)
