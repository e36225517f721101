"""Salaries: what averaging moves between schools, and what leaving it would take."""
