"""Artifacts that are looked at anew in every run and change seldom."""

from typing import cast

from prefect.artifacts import Artifact, create_markdown_artifact


def show_if_new(key: str, words: str, description: str) -> None:
    """An artifact in Markdown, unless the last one of that key says the same."""
    last = cast(Artifact | None, Artifact.get(key))
    if last is None or last.data != words:
        create_markdown_artifact(markdown=words, key=key, description=description)
