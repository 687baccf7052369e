"""Which hosts are the site's own: its news stand there, and nobody else's."""

from urllib.parse import urlsplit

from gospablik.site.reading import FeedSource


def bare(host: str) -> str:
    """A host as it is compared: lower case, punycode, without www; with its port if it is odd."""
    name = host.lower().removeprefix("www.")
    name = name.removesuffix(":443").removesuffix(":80").rstrip(".")
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        return name


def host_of(address: str) -> str:
    """The bare host of an address; empty if it has none."""
    try:
        return bare(urlsplit(address).netloc.rpartition("@")[2])
    except ValueError:
        return ""


def of_site(host: str, hosts: tuple[str, ...]) -> bool:
    """Whether a host is one of these, or beneath one."""
    return any(bare(host) == own or bare(host).endswith(f".{own}") for own in map(bare, hosts))


def own_hosts(source: FeedSource, *addresses: str) -> tuple[str, ...]:
    """The source's hosts and those of the addresses; empty if none is known (a feed in a file)."""
    found = [*map(bare, source.hosts), *map(host_of, (source.address, *addresses))]
    return tuple(dict.fromkeys(filter(None, found)))
