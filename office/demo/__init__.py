"""The demo: a working day of a municipal press office, played against the sandbox."""
