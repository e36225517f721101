"""Figures that districts published, prepared for import."""
