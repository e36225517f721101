"""What only the containers need: their secrets and their one-shot jobs."""
