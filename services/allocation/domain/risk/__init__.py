"""What the next count may be, and what every budget would be then."""
