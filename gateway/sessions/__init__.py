"""Who is signed in: opaque tokens, kept hashed, ended at once when something about the person changes."""
