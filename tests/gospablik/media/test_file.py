"""Videos and documents are what their first bytes say."""

import pytest

from gospablik.media.file import mime_of
from gospablik.media.fitting import Unfit
from gospablik.site import NewsFileKind

MP4 = b"\x00\x00\x00\x18ftypisom" + bytes(100)
ZIP, OLE = b"PK\x03\x04" + bytes(10), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(10)
VIDEO, FILE = NewsFileKind.VIDEO, NewsFileKind.FILE


@pytest.mark.parametrize(
    ("kind", "content", "name", "mime"),
    [
        (VIDEO, MP4, "1.mp4", "video/mp4"),
        (VIDEO, MP4.replace(b"isom", b"qt  "), "1.mp4", "video/quicktime"),
        (VIDEO, b"\x1a\x45\xdf\xa3", "1", "video/webm"),
        (FILE, b"%PDF-1.4", "1.pdf", "application/pdf"),
        (FILE, b"\r\n%PDF-1.4", "1.PDF", "application/pdf"),
        (FILE, b"%PDF-1.4", "get", "application/pdf"),
        (FILE, ZIP, "1.xlsx",
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (FILE, OLE, "1.xls", "application/vnd.ms-excel"),
        (FILE, b"{\\rtf1", "1.doc", "application/msword"),
    ],
)  # fmt: skip
def test_what_it_is(kind: NewsFileKind, content: bytes, name: str, mime: str) -> None:
    assert mime_of(kind, content, f"https://town.test/{name}") == mime


@pytest.mark.parametrize(
    ("kind", "content", "name", "why"),
    [
        (FILE, b"<html>", "1.pdf", "не так, как PDF"),
        (FILE, ZIP, "1.pdf", "не так, как PDF"),
        (FILE, b"<html>", "get", "не так, как"),
        (VIDEO, b"%PDF-1.4", "1.mp4", "это не видео"),
    ],
)
def test_what_it_is_not(kind: NewsFileKind, content: bytes, name: str, why: str) -> None:
    with pytest.raises(Unfit, match=why):
        mime_of(kind, content, f"https://town.test/{name}")
