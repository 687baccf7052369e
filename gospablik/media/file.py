"""Videos and documents looked at: their first bytes say what they are, never their name alone."""

from urllib.parse import urlsplit

from gospablik.media.fitting import Unfit
from gospablik.site import NewsFileKind

_ZIP, _OLE = (b"PK\x03\x04",), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_DOCUMENTS = {
    "pdf": ("application/pdf", (b"%PDF",)),
    "doc": ("application/msword", (*_OLE, b"{\\rtf")),
    "docx": (f"{_OPEN_XML}wordprocessingml.document", _ZIP),
    "xls": ("application/vnd.ms-excel", _OLE),
    "xlsx": (f"{_OPEN_XML}spreadsheetml.sheet", _ZIP),
    "ppt": ("application/vnd.ms-powerpoint", _OLE),
    "pptx": (f"{_OPEN_XML}presentationml.presentation", _ZIP),
    "odt": (f"{_OPEN_DOCUMENT}text", _ZIP),
    "ods": (f"{_OPEN_DOCUMENT}spreadsheet", _ZIP),
    "rtf": ("application/rtf", (b"{\\rtf",)),
}
_WEBM, _AVI = b"\x1a\x45\xdf\xa3", b"RIFF"
_BEGINNING = 1024
"""Bytes. A PDF may have some before its sign."""


def mime_of(kind: NewsFileKind, content: bytes, address: str) -> str:
    """The MIME type of a video or a document. Raises Unfit for what does not begin like one."""
    if kind is NewsFileKind.VIDEO:
        return _video(content)
    ending = urlsplit(address).path.rpartition(".")[2].lower()
    start = content[:_BEGINNING]
    for mime, signs in [_DOCUMENTS[ending]] if ending in _DOCUMENTS else _DOCUMENTS.values():
        if any(start.startswith(sign) for sign in signs) or (b"%PDF" in signs and b"%PDF" in start):
            return mime
    raise Unfit(f"файл испорчен: начинается не так, как {ending.upper() or 'документ'}")


def _video(content: bytes) -> str:
    if content[4:8] == b"ftyp":
        return "video/quicktime" if content[8:12] == b"qt  " else "video/mp4"
    if content.startswith(_WEBM):
        return "video/webm"
    if content.startswith(_AVI) and content[8:12] == b"AVI ":
        return "video/x-msvideo"
    raise Unfit("это не видео, которое берут сети (MP4, MOV, WebM, AVI)")
