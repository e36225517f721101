"""A made-up district to look around in: same seed, same district, to the byte."""
