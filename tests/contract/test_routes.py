"""Every address where a stand-in answers a program, not a person, belongs to some walk."""

from __future__ import annotations

from starlette.routing import Route

from sandbox.app import ROUTES

NETWORKS = ("sandbox.vk.", "sandbox.max.", "sandbox.telegram.", "sandbox.ok.")
FOR_PEOPLE = {"pages", "media_pages", "acts", "deeds", "presses"}
WALKED = {
    "sandbox.vk.api.call": "methods",
    "sandbox.vk.upload_http.receive": "the three hosts for files",
    "sandbox.vk.longpoll_http.poll": "events",
    "sandbox.max.api.call": "methods",
    "sandbox.max.uploads.receive": "the hosts for pictures and files; the others answer XML",
    "sandbox.telegram.api.call": "methods",
    "sandbox.telegram.api.download": "bytes, as they were sent",
    "sandbox.ok.api.call": "methods",
    "sandbox.ok.api.upload": "the host for photos; that for videos answers nothing",
}
SHOWN = {"sandbox.max.uploads.content", "sandbox.ok.api.photo"}
"""Pictures for the pages."""


def test_no_address_for_programs_is_forgotten() -> None:
    endpoints = {route.endpoint for route in ROUTES if isinstance(route, Route)}
    served = {
        f"{one.__module__}.{one.__qualname__}"
        for one in endpoints
        if one.__module__.startswith(NETWORKS)
        and one.__module__.rsplit(".", 1)[-1] not in FOR_PEOPLE
    }
    assert served == WALKED.keys() | SHOWN
