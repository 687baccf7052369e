"""A post with comments and replies as VK shows it, but in sheets of a few."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from gospablik.networks.base import LiveComment
from gospablik.networks.vk.paging import Sheet
from gospablik.networks.vk.wall_objects import Branch

BEGAN = datetime(2026, 10, 1, tzinfo=UTC)


@dataclass
class ModelPost:
    """Comments by number with the top of their thread. A removed top stays while it has replies."""

    sheet: int = 4
    begin: int = 2
    post_id: str = "17"
    roots: dict[int, int | None] = field(default_factory=dict)
    removed: set[int] = field(default_factory=set)
    asked: list[tuple[int, int | None]] = field(default_factory=list)
    last: int = 0

    def write(self, root: int | None = None) -> int:
        self.last += 1
        self.roots[self.last] = root
        return self.last

    def standing(self) -> set[int]:
        return self.roots.keys() - self.removed

    def tops(self) -> list[int]:
        """Where a reply may hang: also under what was removed, as long as it is shown."""
        return [
            number for number, root in self.roots.items() if root is None and self._seen(number)
        ]

    def newest(self, offset: int, root: int | None) -> Sheet[Branch]:
        return self._answer(offset, root, newest=True)

    def oldest(self, offset: int, root: int | None) -> Sheet[Branch]:
        return self._answer(offset, root, newest=False)

    def _answer(self, offset: int, root: int | None, *, newest: bool) -> Sheet[Branch]:
        self.asked.append((offset, root))
        level = self._level(root)
        ordered = level[::-1] if newest else level
        shown = ordered[offset : offset + self.sheet]
        return Sheet({number: self._branch(number) for number in shown}, len(level))

    def _level(self, root: int | None) -> list[int]:
        return [
            number for number, hangs in self.roots.items() if hangs == root and self._seen(number)
        ]

    def _seen(self, number: int) -> bool:
        if number not in self.removed:
            return True
        return any(root == number and n not in self.removed for n, root in self.roots.items())

    def _branch(self, number: int) -> Branch:
        thread = self._level(number)
        comment = None if number in self.removed else self.comment(number)
        begin = tuple(self._branch(reply) for reply in thread[: self.begin])
        return Branch(number, comment, begin, len(thread))

    def comment(self, number: int) -> LiveComment:
        root = self.roots[number]
        return LiveComment(
            network_id=str(number),
            post_network_id=self.post_id,
            author_id="500",
            author_name="Айта",
            text=f"слово {number}",
            written_at=BEGAN + timedelta(seconds=number),
            thread_root=None if root is None else str(root),
        )
