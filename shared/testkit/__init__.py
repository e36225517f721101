"""For tests of every service: identities as the gateway signs them."""
