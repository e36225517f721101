"""What the locks bring in, what is known against it, and that no secret stands in the sources."""
