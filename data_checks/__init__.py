"""Checks of what is published: plain findings come out, Great Expectations stays inside."""
