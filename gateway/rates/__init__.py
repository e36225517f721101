"""How often one session, one address or one user name may ask."""
