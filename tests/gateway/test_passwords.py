"""What may be a password."""

import pytest

from gateway.accounts.account import check_username, normal_username
from gateway.accounts.passwords import Passwords, WeakPassword, check_strength, hash_password, new_password


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "password1234",
        "PassWord-12345",
        "aaaaaaaaaaaaaaaa",
        "abababababababab",
        "maria.torres1",
        "q" * 201,
        "QWERTYUIOPASDFGHJKLZXCVBNM",
        "letmein123456",
    ],
)
def test_what_would_be_guessed_is_refused(password: str) -> None:
    with pytest.raises(WeakPassword):
        check_strength(password, "maria.torres")


@pytest.mark.parametrize(
    "password", ["four or five words", "ñandú corre por la pampa", "k2v9-x7wq-m4pt", "w" * 7 + "abcdef"]
)
def test_what_is_hard_to_guess_is_taken(password: str) -> None:
    check_strength(password, "maria.torres")


async def test_a_hash_matches_its_password_however_it_was_spelled() -> None:
    passwords = Passwords()
    stored = hash_password("contrase\u00f1a muy larga")
    assert await passwords.matches("contrasen\u0303a muy larga", stored)
    assert not await passwords.matches("contrasena muy larga", stored)
    assert not await passwords.matches("anything", None)
    assert not await passwords.matches("nobody has this password", None)
    assert not await passwords.matches("anything", "no hash")
    assert not await passwords.matches("\ud800", stored)


def test_user_names() -> None:
    assert normal_username("  Ana.TORRES@example.org ") == "ana.torres@example.org"
    check_username("ana.torres@example.org")
    for wrong in ("", "a", "ana torres", "-ana", "ana/torres", "a" * 101):
        with pytest.raises(ValueError, match="user name"):
            check_username(wrong)


def test_demonstration_passwords_are_strong() -> None:
    made = {new_password() for _ in range(100)}
    assert len(made) == 100
    for password in made:
        check_strength(password, "budget-director")
