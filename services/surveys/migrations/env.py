"""Alembic environment of surveys."""

from shared.migrations import run_environment

run_environment()
