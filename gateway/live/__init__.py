"""Tells open pages what has been published, so that they ask again."""
