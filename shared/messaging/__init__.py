"""The road of an event: outbox, relay, JetStream, inbox, handler; and what happens when a step fails."""
