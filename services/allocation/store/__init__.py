"""The tables of allocation and the only SQL about them."""
