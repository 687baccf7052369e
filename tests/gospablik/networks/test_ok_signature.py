import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gospablik.errors import OfficeError
from gospablik.networks.ok import OkToken, requests
from gospablik.networks.ok.signature import secret, signature, signed
from tests.gospablik.networks.fake_ok import ACCESS, APP_KEY, APP_SECRET, SECRETS, SESSION, TOKEN


def test_the_secret_of_a_session_is_used_as_it_is() -> None:
    assert secret(OkToken(APP_KEY, APP_SECRET, ACCESS, SESSION)) == SESSION
    assert secret(OkToken(APP_KEY, "", ACCESS, SESSION)) == SESSION


def test_a_form_carries_what_every_call_needs() -> None:
    form = signed(requests.owner_id().form(), TOKEN)
    assert form["method"] == "users.getLoggedInUser"
    assert form["application_key"] == APP_KEY
    assert form["access_token"] == ACCESS
    assert (form["format"], form["__online"]) == ("json", "false")
    rest = {k: v for k, v in form.items() if k not in {"sig", "access_token"}}
    assert form["sig"] == signature(rest, secret(TOKEN))


@given(st.dictionaries(st.text("abc_", min_size=1), st.text(max_size=30), max_size=6), st.data())
def test_neither_order_nor_the_unsigned_matter(params: dict[str, str], data: st.DataObject) -> None:
    shuffled = dict(data.draw(st.permutations(list(params.items()))))
    more = {**shuffled, "access_token": "x", "session_key": "y", "sig": "z"}
    assert signature(params, "s") == signature(more, "s")
    assert signature({**params, "d": "1"}, "s") != signature(params, "s")


def test_a_token_shows_nothing() -> None:
    token = OkToken(APP_KEY, APP_SECRET, ACCESS, SESSION)
    shown = f"{token!r} {token} {[token]}"
    assert not any(part in shown for part in SECRETS)
    assert set(token.secrets()) == set(SECRETS)
    assert "" not in OkToken(APP_KEY, "", ACCESS, SESSION).secrets()


@pytest.mark.parametrize("odd", ["a b", "key\n", "кириллица", "key\u200b"])
@pytest.mark.parametrize("place", range(4))
def test_a_key_with_foreign_letters_is_refused_without_showing_it(odd: str, place: int) -> None:
    parts = [APP_KEY, APP_SECRET, ACCESS, SESSION]
    parts[place] = odd
    with pytest.raises(OfficeError, match="лишними знаками") as caught:
        OkToken(*parts)
    assert odd not in str(caught.value)


@pytest.mark.parametrize(
    "parts", [("", "s", "t"), ("k", "s", ""), ("k", "", "t"), ("k", "", "t", "")]
)
def test_a_key_with_a_part_missing_is_refused(parts: tuple[str, ...]) -> None:
    with pytest.raises(OfficeError, match="не годится"):
        OkToken(*parts)


def test_the_signed_string_is_the_sent_one() -> None:
    attachment = json.dumps({"media": []}, ensure_ascii=False)
    request = requests.publish(7, attachment)
    assert signed(request.form(), TOKEN)["attachment"] == attachment
