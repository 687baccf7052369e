"""The demo's hands on the sandbox, and its eyes: all over HTTP, nothing of our database."""

from typing import Any

import httpx

from office.demo.story import GROUP


class Outside:
    """The sandbox at that address: what residents and the site's editors do, what people see."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self._http = httpx.Client(base_url=self.address, timeout=30, trust_env=False)

    def control(self, path: str, /, **body: Any) -> Any:
        """Press a knob of the sandbox; raises httpx.HTTPStatusError with its words."""
        answer = self._http.post(f"/control/{path}", json=body)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def edit_news(self, item_id: str, **fields: str) -> None:
        """The site's editors change an item."""
        self._http.patch(f"/control/site/items/{item_id}", json=fields).raise_for_status()

    def write_by_hand(self, text: str) -> int:
        """An administrator writes on the wall in the browser; the post's id."""
        return int(self.control("vk/posts", group_id=GROUP, text=text)["post_id"])

    def edit_by_hand(self, post_id: int, text: str) -> None:
        """An administrator edits a post of the wall in the browser."""
        self._http.patch(
            f"/control/vk/posts/{GROUP}/{post_id}", json={"text": text}
        ).raise_for_status()

    def comment(self, post_id: int, user_id: int, text: str) -> int:
        """A resident writes under a post; returns the comment's id."""
        written = self.control(
            "vk/comments", group_id=GROUP, post_id=post_id, user_id=user_id, text=text
        )
        return int(written["comment_id"])

    def may_comment(self, post_id: int, user_id: int) -> bool:
        """Whether the network lets this person write; tried and taken back at once."""
        body = {"group_id": GROUP, "post_id": post_id, "user_id": user_id, "text": "проба"}
        answer = self._http.post("/control/vk/comments", json=body)
        if answer.status_code == httpx.codes.FORBIDDEN:
            return False
        answer.raise_for_status()
        self._http.delete(f"/control/vk/comments/{GROUP}/{answer.json()['comment_id']}")
        return True

    def remove_by_hand(self, comment: dict[str, Any]) -> None:
        """An administrator presses «Удалить» under the post."""
        wall = f"/vk/wall-{GROUP}_{comment['post_id']}"
        answer = self._http.post(f"{wall}/remove_comment", data={"comment_id": comment["id"]})
        if answer.status_code >= httpx.codes.BAD_REQUEST:
            answer.raise_for_status()

    def posts(self) -> list[dict[str, Any]]:
        """What stands on the wall, newest first."""
        posts = [p for p in self._state()["posts"] if not p["deleted"]]
        return sorted(posts, key=lambda p: p["id"], reverse=True)

    def comments(self) -> list[dict[str, Any]]:
        """Every comment ever, with who took it off."""
        return list(self._state()["comments"])

    def banned(self) -> list[dict[str, Any]]:
        """Who may not write."""
        return list(self._state()["banned"])

    def letters(self, reader: str) -> list[dict[str, Any]]:
        """Letters to (or copied to) that address, oldest first."""
        letters = self._http.get("/mail/messages.json").json()
        return [x for x in letters if reader in x["to"] or reader in x["cc"]]

    def wall_text(self) -> str:
        """The wall's page as a person's browser gets it."""
        return self._http.get(f"/vk/club{GROUP}").text

    def _state(self) -> Any:
        return self._http.get("/control/vk/state").json()
