"""Signing in with a district's own accounts: OpenID Connect, authorization code flow with PKCE."""
