"""The refusal of a session that is no more."""

from gateway.sessions.cookie import clear_cookie
from shared.problems import Unauthenticated


class SessionOver(Unauthenticated):
    """The cookie or token that came is not, or no longer, a session's."""

    def __init__(self, *, by_cookie: bool) -> None:
        super().__init__("The sign-in is not valid or has expired. Sign in again.")
        if by_cookie:
            self.headers["Set-Cookie"] = clear_cookie()
