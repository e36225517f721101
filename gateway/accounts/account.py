"""An account, and the rule for user names."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

from shared.access import Role
from shared.identity import Identity

Language = Literal["en", "es"]
_USERNAME: Final = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,99}")


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody of a district."""

    district_id: UUID
    district_name: str
    user_id: UUID
    username: str
    display_name: str
    roles: tuple[Role, ...]
    school_ids: tuple[str, ...]
    language: Language
    disabled: bool = False

    def identity(self) -> Identity:
        """Return what services are told about the person."""
        return Identity(
            user_id=self.user_id,
            display_name=self.display_name,
            district_id=self.district_id,
            roles=frozenset(self.roles),
            school_ids=frozenset(self.school_ids),
        )


def normal_username(typed: str) -> str:
    """Return the user name as it is stored: one spelling for what people see as the same."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


def check_username(username: str) -> None:
    """Raise ValueError unless ``username`` may be given to a new account."""
    if not _USERNAME.fullmatch(username):
        raise ValueError(
            f"{username!r} cannot be a user name: use 2 to 100 letters a-z, digits and . _ @ + -, starting with a "
            "letter or digit."
        )
