"""Hands requests on to the services and their answers back, streaming both ways."""
