"""A call's parameters, read as leniently as the server reads them (facts 1.1)."""

import json
import re
from typing import Any, NamedTuple

from starlette.datastructures import UploadFile
from starlette.requests import Request

from sandbox.telegram.errors import bad

Json = dict[str, Any]


class Upload(NamedTuple):
    """A file that came with the request."""

    name: str
    mime: str
    data: bytes


class Params:
    """Everything is a string, as on the wire; an empty string counts as not sent."""

    def __init__(self, values: dict[str, str], files: dict[str, Upload]) -> None:
        self.values = values
        self.files = files

    def __contains__(self, name: str) -> bool:
        return bool(self.values.get(name))

    def shown(self) -> dict[str, str]:
        """What the journal may show: files as name and size, no secrets."""
        shown = {key: value for key, value in self.values.items() if key != "secret_token"}
        return shown | {
            key: f"{one.name} ({len(one.data)} bytes)" for key, one in self.files.items()
        }

    def text(self, name: str) -> str:
        """A string, empty when not sent."""
        return self.values.get(name, "")

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; what does not begin with one counts as 0."""
        if name not in self:
            return default
        found = re.match(r"-?\d{1,18}", self.values[name])
        return int(found.group()) if found else 0

    def within(self, name: str, default: int, least: int, most: int) -> int:
        """A whole number, pushed between the bounds."""
        return min(max(self.integer(name, default), least), most)

    def flag(self, name: str) -> bool:
        """Whether the word is one of those that mean yes."""
        return self.text(name).strip().lower() in {"true", "yes", "1"}

    def json(self, name: str, what: str) -> Any:
        """A JSON value, or None when not sent; `what` names it in the refusal."""
        if name not in self:
            return None
        try:
            return json.loads(self.values[name])
        except ValueError:
            raise bad(f"can't parse {what} JSON object") from None

    def object(self, name: str, what: str) -> Json:
        """A JSON object, empty when not sent."""
        value = self.json(name, what)
        if value is not None and not isinstance(value, dict):
            raise bad(f"object expected as {what}")
        return value or {}


def _written(value: Any) -> str:
    """A member of a JSON body as it would stand in a form."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


async def received(request: Request) -> Params:
    """The parameters of the query, the form, the JSON body or the multipart body."""
    values = dict(request.query_params)
    files: dict[str, Upload] = {}
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        async with request.form() as form:
            for key, value in form.multi_items():
                if isinstance(value, UploadFile):
                    mime = value.content_type or "application/octet-stream"
                    files[key] = Upload(value.filename or "file", mime, await value.read())
                else:
                    values[key] = value
    else:
        body = await request.body()
        if kind == "application/json" and body.strip():
            values |= _members(body)
    return Params(values, files)


def _members(body: bytes) -> dict[str, str]:
    try:
        sent = json.loads(body)
    except ValueError:
        return {}
    if not isinstance(sent, dict):
        return {}
    return {key: _written(value) for key, value in sent.items() if value is not None}
