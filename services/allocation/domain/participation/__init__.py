"""Letting a community try the real formula: invitations, what a proposal does to groups of schools, and summaries."""
