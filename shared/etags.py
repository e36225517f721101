"""Strong ETags: a change says which version it changes, so no edit is lost."""

from typing import Annotated

from fastapi import Header

from shared.problems import PreconditionFailed, PreconditionRequired

IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        max_length=64,
        description="The ETag you last read, or `*` for whatever it is now.",
        examples=['"3"'],
    ),
]


def etag(version: int) -> str:
    """Return the header value of a version."""
    return f'"{version}"'


def require_match(sent: str | None, current: int) -> None:
    """Refuse a change of anything but the current version.

    Raises:
        PreconditionRequired: No If-Match came.
        PreconditionFailed: It names another version.
    """
    if sent is None:
        raise PreconditionRequired("Send If-Match with the ETag you last read, so that nobody's change is lost.")
    if sent.strip() not in {etag(current), "*"}:  # a star is HTTP's word for "whatever it is now"
        raise overtaken(sent, current)


def overtaken(sent: str | None, current: int) -> PreconditionFailed:
    """Return the refusal of a change that came after another one, also where any version would have done."""
    named = (sent or "").strip()[:40]
    return PreconditionFailed(
        f"You changed version {named}, but it is at version {etag(current)} by now. "
        "Read it again and decide which change should stay.",
        headers={"ETag": etag(current)},
        sent_version=named,
        current_version=etag(current),
    )
