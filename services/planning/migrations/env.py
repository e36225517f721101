"""Alembic environment of planning."""

from services.planning.store import tables
from shared.migrations import run_environment

run_environment(tables.SchoolFunding.metadata)
