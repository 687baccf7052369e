"""Measurements: against an empty Prefect flow and an empty stack, never against a clock alone."""
