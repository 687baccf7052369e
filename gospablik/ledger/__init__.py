"""The ledger carries out what was decided, each side effect once.

`book` keeps the rows, `carry` makes one pass over them, `effects` knows how each kind of action is
looked for and done. Nothing else in the project touches the outside world for writing.
"""
