"""Typed tables in, observations out: one kind of indicator a file."""
