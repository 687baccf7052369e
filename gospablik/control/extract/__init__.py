"""Extracts: all that is kept of a comment or an author, checkable without this program."""
