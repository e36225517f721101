"""Real PostgreSQL and NATS from wheels, and the supervisor that runs the whole platform on one machine."""
