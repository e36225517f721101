"""Why somebody came back from a provider without being signed in; the sign-in page says it in words."""

from typing import ClassVar, Literal

Reason = Literal["declined", "unknown", "stale", "failed"]


class NotSignedIn(Exception):
    """The base of all reasons; the message is for the log and names nobody."""

    reason: ClassVar[Reason]


class Declined(NotSignedIn):
    """The person, or the provider for them, said no."""

    reason = "declined"


class UnknownPerson(NotSignedIn):
    """The provider knows the person, this installation does not; or the account belongs to somebody else there."""

    reason = "unknown"


class StaleSignIn(NotSignedIn):
    """The answer belongs to no sign-in that this browser began lately."""

    reason = "stale"


class ProviderFailed(NotSignedIn):
    """The provider does not answer, or not as OpenID Connect says."""

    reason = "failed"
