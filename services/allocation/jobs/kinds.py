"""Every module that registers a kind of job; the service and the workers import this one."""

from services.allocation.jobs import verify_runs

__all__ = ["verify_runs"]
