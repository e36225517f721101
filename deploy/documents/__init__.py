"""The documents that the code itself is the source of: the interface's and the events'."""
