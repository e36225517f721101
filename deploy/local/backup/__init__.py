"""Backups of a local installation: an archive of the database's log, base backups, and their restore to a moment."""
