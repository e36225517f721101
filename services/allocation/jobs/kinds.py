"""Every module that registers a kind of job; the service and the workers import this one."""

from services.allocation.jobs import risk, sweep, verify_runs

__all__ = ["risk", "sweep", "verify_runs"]
