"""The gateway's own operations."""
