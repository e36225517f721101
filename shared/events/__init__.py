"""What the services tell each other: the envelope every event travels in, and each event's data."""
