"""The one door: sign-in, sessions, the services behind it, live updates and the pages. No business rule."""
