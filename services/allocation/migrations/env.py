"""Alembic environment of allocation."""

from services.allocation.store.tables import metadata
from shared.migrations import run_environment

run_environment(metadata)
