"""Whose key it is, what OK granted to it, what its owner is in the group, what is used up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from gospablik.networks.capabilities import Answer, Operation, Probed
from gospablik.networks.errors import NetworkError
from gospablik.networks.ok import objects, requests
from gospablik.networks.ok.answers import nonsense
from gospablik.networks.ok.client import OkClient
from gospablik.networks.ok.methods import METHODS
from gospablik.networks.transport import Deadline

_READS_ONLY = "ANALYST"
_WITHOUT_TRYING = "само действие не проверялось"


@dataclass(frozen=True, slots=True)
class Standing:
    """What OK said, and `unasked` where it did not answer that: what was asked → what came.

    `owner` is a sentence for a person. `permissions`: granted or not. `used_up`: methods of which
    no call is left.
    """

    owner: str
    permissions: Mapping[str, bool]
    status: str
    role: str
    used_up: frozenset[str]
    unasked: Mapping[str, NetworkError]

    @classmethod
    def ask(
        cls,
        client: OkClient,
        group_id: int,
        user_id: str,
        methods: Sequence[str],
        deadline: Deadline,
    ) -> Self:
        """Ask OK about the owner of the key. Never raises NetworkError."""
        unasked: dict[str, NetworkError] = {}
        permissions: dict[str, bool] = {}
        for permission in sorted({p for method in methods for p in METHODS[method].permissions}):
            try:
                answer = client.ask(requests.permission(user_id, permission), deadline)
                permissions[permission] = _yes_or_no(answer)
            except NetworkError as error:
                unasked[permission] = error
        name, status, role = user_id, "", ""
        used_up: frozenset[str] = frozenset()
        try:
            name = objects.owner_name(client.ask(requests.owner(), deadline)) or user_id
        except NetworkError as error:
            unasked["owner"] = error
        try:
            answer = client.ask(requests.membership(group_id, user_id), deadline)
            status, role = objects.membership(answer, user_id=user_id)
        except NetworkError as error:
            unasked["role"] = error
        try:
            left = client.ask(requests.calls_left(user_id, list(methods)), deadline)
            used_up = frozenset(m for m, gone in objects.used_up(left).items() if gone)
        except NetworkError as error:
            unasked["calls"] = error
        stands = "не узнана" if "role" in unasked else role or status or "не состоит в группе"
        owner = f"Ключ принадлежит: {name}; роль в группе: {stands}."
        return cls(owner, permissions, status, role, used_up, unasked)

    def may(self, operation: Operation, methods: Sequence[str]) -> Probed:
        """Whether the key suffices for these writes, by what OK said of it."""
        needed = sorted({p for method in methods for p in METHODS[method].permissions})
        missing = [name for name in needed if self.permissions.get(name) is False]
        if missing:
            why = f"у приложения нет разрешений: {', '.join(missing)}."
            return Probed(operation, Answer.NO, why)
        if "role" not in self.unasked and not self._writes():
            stands = self.role or self.status or "не состоит в группе"
            return Probed(operation, Answer.NO, f"роль владельца ключа в группе: {stands}.")
        spent = sorted(self.used_up.intersection(methods))
        if spent:
            why = f"вызовы на сегодня исчерпаны: {', '.join(spent)}."
            return Probed(operation, Answer.NO, why)
        unknown = [self.unasked[key] for key in (*needed, "role") if key in self.unasked]
        if silent := [error for error in unknown if error.silent]:
            return Probed(operation, Answer.SILENT, silent[0].why)
        if unknown:  # refusing to tell about the key is not refusing to post
            return Probed(operation, Answer.NOT_ASKED, unknown[0].why)
        why = f"разрешения есть, роль {self.role or self.status}; {_WITHOUT_TRYING}."
        return Probed(operation, Answer.YES, why)

    def _writes(self) -> bool:
        return self.status in {"ADMIN", "MODERATOR"} and _READS_ONLY not in self.role


def _yes_or_no(answer: object) -> bool:
    if not isinstance(answer, bool):
        raise nonsense("вместо да или нет пришло другое")
    return answer
