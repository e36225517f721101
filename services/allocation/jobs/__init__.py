"""Long work, done by workers: what kinds there are, what a kind is given, and how a worker does one after the other."""
