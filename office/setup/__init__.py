"""`./run setup`: asks in Russian what organisation.toml and the keys need, and tries it at once.

`terminal` talks, `answers` keeps what was said (in a draft, too), one file for each part of the
dialogue, `toml_file` writes, `ending` says what still lacks.
"""
