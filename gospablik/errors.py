"""Errors that a person reads: what happened, what was not done, what to do next."""


class OfficeError(Exception):
    """A failure explained in Russian to the person who runs the pages."""

    def __init__(self, happened: str, *, not_done: str, next_step: str) -> None:
        self.happened, self.not_done, self.next_step = happened, not_done, next_step
        super().__init__(f"{happened} Не сделано: {not_done} Что делать: {next_step}")


class CouldNotRead(OfficeError):
    """A site or a network could not be read: «не проверено», never «в порядке»."""


class NoAnswer(CouldNotRead):
    """Nobody answered in time, or the server had an error of its own: asked later, it may."""


class NeverShown(CouldNotRead):
    """What the network does not show us, now or later: «не проверено», and no fault of ours."""
