"""A district's identity provider, as the operator's file names it."""

from pathlib import Path
from typing import Annotated, Final, Self
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError, model_validator

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})


class UnreadableProviders(Exception):
    """The file of providers has faults; the message names each."""


class Provider(BaseModel):
    """Where the people of one district sign in.

    Attributes:
        provider_id: Its name in addresses.
        label: What the button says, such as "Lakeside staff account".
        issuer: As the provider's own metadata spells it.
        username_claim: The claim that holds the user name of the account here.
        trusts_email: Take an address that the provider does not call verified; only where the district itself gives out
            all addresses of this issuer.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    provider_id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")] = Field(alias="id")
    label: Text
    district_id: UUID
    issuer: Text
    client_id: Text
    client_secret_file: Path
    username_claim: Text = "email"
    trusts_email: bool = False
    scope: Text = "openid email profile"

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not is_safe(self.issuer):
            raise ValueError("issuer must be an https address")
        if "openid" not in self.scope.split():
            raise ValueError("scope must hold openid")
        return self

    @property
    def client_secret(self) -> str:
        """What the provider knows us by; read anew each time, so that it can be changed while we run."""
        return self.client_secret_file.read_text().strip()


def is_safe(address: str) -> bool:
    """Return whether nobody on the way can read or change what goes there."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)


def read_providers(path: Path) -> dict[str, Provider]:
    """Return the providers of a file by their id.

    Raises:
        UnreadableProviders: It is missing or not a list of providers, two have one id, or a secret cannot be read.
    """
    try:
        providers = TypeAdapter(list[Provider]).validate_json(path.read_bytes())
        for provider in providers:
            if not provider.client_secret:
                raise UnreadableProviders(f"{path}: the secret of {provider.provider_id} is empty")
    except OSError as error:
        raise UnreadableProviders(f"{error.filename}: {error.strerror}") from error
    except ValidationError as error:
        faults = (f"{'.'.join(map(str, each['loc'])) or 'all of it'}: {each['msg']}" for each in error.errors())
        raise UnreadableProviders(f"{path}: {'; '.join(faults)}") from error
    by_id = {provider.provider_id: provider for provider in providers}
    if len(by_id) < len(providers):
        raise UnreadableProviders(f"{path}: each provider needs an id of its own")
    return by_id
