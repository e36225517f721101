"""Who can sign in with a password: local accounts of the districts."""
