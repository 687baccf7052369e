"""OK's signature: ours, the stand-in's and an independent client's, on vectors and on all we ask.

The vectors are of aiookru's documentation and of the shared facts (vk-ok.md, B1).
"""

from __future__ import annotations

from typing import Any

import pytest
from aiookru.session import TokenSession  # type: ignore[import-untyped]

from gospablik.networks.ok import OkToken
from gospablik.networks.ok.signature import secret, signature, signed
from sandbox.ok import signature as stand_in
from tests.contract.ok_examples import EVERY
from tests.contract.ok_facts import FACTS
from tests.gospablik.networks.fake_ok import TOKEN


@pytest.mark.parametrize("given", FACTS["vector"], ids=["documentation", "cyrillic"])
def test_the_given_vectors(given: dict[str, Any]) -> None:
    token = OkToken(given["application_key"], given["application_secret"], given["access_token"])
    assert secret(token) == given["secret"]
    assert stand_in.session_secret(token.access_token, token.application_secret) == given["secret"]
    unsigned = {"access_token": "x", "session_key": "y", "sig": "z"}
    ordered = {name: given["params"][name] for name in sorted(given["params"])}
    backwards = dict(reversed(ordered.items()))
    for sign in (signature, stand_in.signature):
        assert sign(ordered | unsigned, given["secret"]) == given["sig"]
        assert sign(backwards | unsigned, given["secret"]) == given["sig"]


def test_every_request_is_signed_as_others_would() -> None:
    theirs = TokenSession(TOKEN.access_token, TOKEN.application_key, secret(TOKEN))
    for request in EVERY:
        form = signed(request.form(), TOKEN)
        told = {name: form[name] for name in form.keys() - {"sig", "access_token"}}
        assert form["sig"] == theirs.sign_params(told), request
        assert form["sig"] == stand_in.signature(form, secret(TOKEN)), request
