"""What allocation says in Spanish, by its English sentences; a test finds every sentence that is missing here."""
