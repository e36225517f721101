"""The history of allocation's tables."""
