"""Alembic environment of the gateway."""

from shared.migrations import run_environment

run_environment()
