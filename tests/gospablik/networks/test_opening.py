import hashlib
import re
import ssl
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import trustme

from gospablik.errors import OfficeError
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.opening import open_http
from gospablik.networks.transport import Call, Deadline, send
from gospablik.page import Authority
from tests.gospablik.networks.serving import serving

BUNDLE = Path(__file__).parents[4] / "shared/schemas/russian-trusted-ca-bundle.pem"
ROOT_PRINT = "d26d2d0231b7c39f92cc738512ba54103519e4405d68b5bd703e9788ca8ecf31"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA(organization_name="Местный центр")


@pytest.fixture(scope="module")
def server(authority: trustme.CA) -> Iterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with serving(context) as address:
        yield address


@pytest.fixture(scope="module")
def proxy() -> Iterator[str]:
    with serving(None) as address:
        yield address


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def fingerprint(pem: bytes) -> str:
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem.decode())).hexdigest()


def named(file: Path | str, *pems: bytes) -> Authority:
    return Authority(file=str(file), sha256=[fingerprint(pem) for pem in pems])


def test_a_named_authority_is_believed_and_nobody_else_is(
    authority: trustme.CA, server: str, tmp_path: Path
) -> None:
    pem = authority.cert_pem.bytes()
    (tmp_path / "ca.pem").write_bytes(pem)
    with open_http(None, named("ca.pem", pem), tmp_path) as http:
        assert http.get(f"{server}/x").text == "/x"
        with pytest.raises(httpx.ConnectError, match="VERIFY_FAILED"):  # the name is checked too
            http.get(server.replace("127.0.0.1", "localhost"))
    nobody = pytest.raises(httpx.ConnectError, match="VERIFY_FAILED")
    with open_http(None, None, tmp_path) as http, nobody:
        http.get(server)


def test_a_stranger_is_told_from_a_dead_line(server: str, tmp_path: Path) -> None:
    deadline = Deadline(timedelta(seconds=15))
    with open_http(None, None, tmp_path) as http:
        with pytest.raises(NetworkError, match="сертификату сервера верить нельзя") as caught:
            send(http, Call("GET", server), deadline, network="MAX")
        assert caught.value.kind is Kind.LATER
        with pytest.raises(NetworkError, match="нет соединения"):
            send(http, Call("GET", "https://127.0.0.1:1"), deadline, network="MAX")


def test_an_absolute_path_and_fingerprints_with_colons(
    authority: trustme.CA, server: str, tmp_path: Path
) -> None:
    file = tmp_path / "ca.pem"
    file.write_bytes(b"words before\n" + authority.cert_pem.bytes() + b"words after")
    print_ = fingerprint(authority.cert_pem.bytes()).upper()
    with_colons = ":".join(print_[n : n + 2] for n in range(0, 64, 2))
    extra = Authority(file=str(file), sha256=[with_colons, "0" * 64])
    with open_http(None, extra, Path("/nowhere")) as http:
        assert http.get(server).status_code == 200


def test_a_certificate_that_nobody_named_stops_everything(
    authority: trustme.CA, tmp_path: Path
) -> None:
    pem, stranger = authority.cert_pem.bytes(), trustme.CA(organization_unit_name="x")
    strange = stranger.cert_pem.bytes()
    (tmp_path / "ca.pem").write_bytes(pem + strange)
    with pytest.raises(OfficeError, match="№2") as caught:
        open_http(None, named("ca.pem", pem), tmp_path)
    shown = str(caught.value)
    assert fingerprint(strange).upper() in shown.replace(":", "")
    assert fingerprint(pem).upper() not in shown.replace(":", "")
    assert "никто не обращался" in caught.value.not_done
    assert "authority.sha256" in caught.value.next_step


def test_a_certificate_of_no_authority_is_named_by_its_place(
    authority: trustme.CA, tmp_path: Path
) -> None:
    leaf = authority.issue_cert("a.example.ru").cert_chain_pems[0].bytes()
    (tmp_path / "ca.pem").write_bytes(leaf)
    with pytest.raises(OfficeError, match="не удостоверяющего центра"):
        open_http(None, named("ca.pem", authority.cert_pem.bytes()), tmp_path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "не читается"),
        (b"", "не содержит сертификатов"),
        (b"\x30\x82binary", "не содержит сертификатов"),
        (b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "№1 не разобрать"),
        (b"-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----", "№1 не разобрать"),
        ("-----BEGIN CERTIFICATE-----\nЯ\n-----END CERTIFICATE-----".encode(), "№1 не разобрать"),
    ],
)
def test_a_file_that_is_none(tmp_path: Path, content: bytes | None, words: str) -> None:
    if content is not None:
        (tmp_path / "ca.pem").write_bytes(content)
    with pytest.raises(OfficeError, match=words) as caught:
        open_http(None, Authority(file="ca.pem", sha256=["0" * 64]), tmp_path)
    assert "ca.pem" in str(caught.value)


def test_what_was_trusted_before_still_is(authority: trustme.CA, tmp_path: Path) -> None:
    pem = authority.cert_pem.bytes()
    (tmp_path / "ca.pem").write_bytes(pem)
    contexts: list[ssl.SSLContext] = []
    for extra in (None, named("ca.pem", pem)):
        with open_http(None, extra, tmp_path) as http:
            contexts.append(http._transport._pool._ssl_context)  # type: ignore[attr-defined]
    before, after = (context.cert_store_stats()["x509_ca"] for context in contexts)
    assert after == before + 1
    assert all(context.verify_mode is ssl.CERT_REQUIRED for context in contexts)
    assert all(context.check_hostname for context in contexts)


def test_a_configured_proxy_is_the_only_way_out(
    proxy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "max.example.ru")
    with open_http(proxy, None, tmp_path) as http:
        assert http.get("http://max.example.ru/x").text == "http://max.example.ru/x"


def test_without_one_the_environment_decides(
    proxy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy)
    with open_http(None, None, tmp_path) as http:
        assert http.get("http://max.example.ru/x").text == "http://max.example.ru/x"


def test_a_proxy_that_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OfficeError, match="file:///x"):
        open_http("file:///x", None, tmp_path)
    monkeypatch.setenv("ALL_PROXY", "gopher://127.0.0.1:70")
    with pytest.raises(OfficeError, match="переменных окружения"):
        open_http(None, None, tmp_path)


def test_the_real_bundle_of_the_national_authority() -> None:
    if not BUNDLE.exists():
        pytest.skip(f"no bundle at {BUNDLE}")
    text = BUNDLE.read_bytes()
    pems = re.findall(rb"-----BEGIN[^-]+-----[^-]+-----END[^-]+-----", text)
    assert ROOT_PRINT in {fingerprint(pem) for pem in pems}
    assert len(pems) == 3
    with open_http(None, named(BUNDLE.name, *pems), BUNDLE.parent) as http:
        context: ssl.SSLContext = http._transport._pool._ssl_context  # type: ignore[attr-defined]
    names = str(context.get_ca_certs())
    assert "Russian Trusted Root CA" in names
    with pytest.raises(OfficeError, match="Russian Trusted Sub CA"):
        open_http(None, Authority(file=BUNDLE.name, sha256=[ROOT_PRINT]), BUNDLE.parent)
