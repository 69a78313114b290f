"""Secrets and texts in, hashes out; those of texts are keyed, so that by themselves they say nothing."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher()
# what a sign-in is checked against when there is no such person: it takes as long, and never fits
_NOBODY = _HASHER.hash(secrets.token_hex(16))


def keyed(salt: bytes, text: str) -> str:
    """Hash a text with the store's salt."""
    return hmac.new(salt, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def mark(salt: bytes, fingerprint: str) -> str:
    """Give the name under which the store knows a finding, whichever line it has moved to."""
    return keyed(salt, fingerprint)[:32]


def token() -> str:
    """Make a secret that nobody guesses."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """Hash a secret that nobody can guess, so that the store never holds it."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def same(one: str, other: str) -> bool:
    """Compare without telling by the time it takes how much of it was right."""
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))


def hashed(password: str) -> str:
    """Hash a password with argon2id."""
    return _HASHER.hash(password)


def fits(stored: str | None, password: str) -> bool:
    """Check a password, and take as long where there is none to check."""
    try:
        _HASHER.verify(stored or _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None
