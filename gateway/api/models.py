"""The JSON of the gateway's own operations."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from gateway.accounts.account import Language
from gateway.sessions.session import Session
from shared.access import Role
from shared.field_types import PLAIN_TEXT


class Credentials(BaseModel):
    """What somebody signs in with."""

    model_config = ConfigDict(extra="forbid")

    username: Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=PLAIN_TEXT)] = Field(
        examples=["budget-director"]
    )
    password: Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=PLAIN_TEXT)] = Field(
        examples=["four or five words of your own"]
    )


class Me(BaseModel):
    """Who is signed in, and what the page needs to act for them."""

    user_id: UUID
    username: str
    display_name: str
    roles: list[Role]
    district_id: UUID
    district_name: str
    school_ids: list[str] = Field(description="The schools a school role may see; empty for district roles.")
    csrf_token: str = Field(description="Goes back as `X-CSRF-Token` with every request that changes something.")
    language: Language

    @classmethod
    def of(cls, session: Session) -> "Me":
        """Return the person of a session."""
        account = session.account
        return cls(
            user_id=account.user_id,
            username=account.username,
            display_name=account.display_name,
            roles=list(account.roles),
            district_id=account.district_id,
            district_name=account.district_name,
            school_ids=list(account.school_ids),
            csrf_token=session.csrf_token.decode(),
            language=account.language,
        )


class Token(BaseModel):
    """What a client sends as `Authorization: Bearer <access_token>`."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105  # a kind of token, not one
    expires_in: int = Field(description="Seconds.")


class LanguageChoice(BaseModel):
    """The language somebody wants to read."""

    model_config = ConfigDict(extra="forbid")

    language: Language


class SignInProvider(BaseModel):
    """Where people can sign in with an account of their district."""

    id: str = Field(examples=["lakeside"])
    label: str = Field(description="What the button says.", examples=["Lakeside staff account"])


class DemoAccount(BaseModel):
    """Somebody to sign in as, to try things out."""

    username: str
    password: str
    display_name: str
    role: Role
    school_id: str | None = Field(description="The school of a school role.")
