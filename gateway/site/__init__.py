"""The single-page app's files, and the few of our own."""
