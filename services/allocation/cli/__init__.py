"""The command `ssfr`: the engine for people without a server."""
