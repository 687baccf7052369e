"""Certificates of the national authority (Минцифры): the file is asked for, its fingerprints known.

The fingerprints are those of organisation.example.toml, published on gosuslugi.ru/tls; a file with
any other certificate is refused.
"""

from collections.abc import Mapping
from typing import Any

from gospablik.errors import OfficeError
from gospablik.networks.opening import open_http
from gospablik.page import Authority
from office.setup.dialogue import Dialogue

FILE = "russian-trusted-ca-bundle.pem"
FINGERPRINTS = (
    "D2:6D:2D:02:31:B7:C3:9F:92:CC:73:85:12:BA:54:10:35:19:E4:40:5D:68:B5:BD:70:3E:97:88:CA:8E:CF:31",
    "BB:BD:E2:10:3E:79:0B:99:9E:C6:2B:D0:3C:F6:25:A5:A2:E7:C3:16:E1:0A:FE:6A:49:0E:ED:EA:D8:B3:FD:9B",
    "21:55:78:50:36:C9:00:DB:B5:F1:BB:2A:15:69:C8:0C:55:59:5B:D6:BF:94:86:7A:29:BB:DD:BC:7D:88:A3:F2",
)


def authority_of(section: Mapping[str, Any]) -> Authority | None:
    """The certificate authority that the section of a page or of the site names."""
    return Authority.model_validate(section["authority"]) if "authority" in section else None


def wants_authority(problem: OfficeError) -> bool:
    """Whether the trouble is a certificate that only this authority vouches for."""
    return "Минцифры" in str(problem) or "gosuslugi.ru/tls" in str(problem)


def ask_authority(on: Dialogue, section: dict[str, Any], whose: str) -> bool:
    """Take the file with the certificates into the section; whether there is one now."""
    on.terminal.say(
        f"  Сертификат {whose} выдан удостоверяющим центром Минцифры. Скачайте с gosuslugi.ru/tls",
        "  корневой и промежуточные сертификаты и сложите их текстом (PEM) в один файл в папке",
        f"  программы: {on.root}",
    )
    present = section.get("authority", {}).get("file")
    offered = present or (FILE if (on.root / FILE).exists() else None)
    while True:
        file = on.terminal.ask("Имя этого файла", str, default=offered)
        if file is None:
            return False
        authority = {"file": file, "sha256": list(FINGERPRINTS)}
        try:
            open_http(None, Authority.model_validate(authority), on.root).close()
        except OfficeError as problem:
            on.terminal.say(f"  Не получилось. {problem.happened}")
            on.terminal.say(f"  Что делать: {problem.next_step}")
            offered = None
            continue
        on.answers.put(section, "authority", authority)
        return True
