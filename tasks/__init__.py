"""Prefect tasks: thin, named in Russian, one file for each party we deal with."""
