"""Accounts of a team on one server: a file with a line a person, name, role and what proves the password, never the password.

    {"name": "mara", "role": "reviewer", "scrypt": "salt:hash"}

The file is the caller's to keep; it need not lie in the archive, and ``variorum account`` writes it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

from variorum.errors import UsageError
from variorum.shelf.layout import write_whole

# RFC 7914's interactive parameters, one step up: about 60 ms and 32 MB a try.
_COST = {"n": 2**15, "r": 8, "p": 1, "maxmem": 2**26}
_LEAST = 10
_EXAMPLE = '{"name": "mara", "role": "reviewer", "scrypt": "..."}'


class Role(IntEnum):
    """What an account may do; each includes those before it."""

    READER = 1  #: read everything
    REVIEWER = 2  #: judge: accept, correct, reject, grade, note, and take these back
    KEEPER = 3  #: also withdraw documents and voices, and build anew

    @classmethod
    def named(cls, name: str) -> Role:
        """The role of that name. Raises UsageError, naming those that there are."""
        try:
            return cls[name.upper()]
        except KeyError:
            raise UsageError(f"{name!r} is no role; expected {', '.join(r.name.lower() for r in cls)}") from None


@dataclass(frozen=True, slots=True)
class Account:
    name: str
    role: Role
    salt: str
    proof: str


@dataclass(frozen=True)
class Accounts:
    """The accounts of a file."""

    accounts: dict[str, Account]

    @classmethod
    def load(cls, path: Path) -> Accounts:
        """The accounts in a file. Raises UsageError naming file and line for one that cannot be used, and for a file without any."""
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as err:
            raise UsageError(f"{path}: cannot be read as a file of accounts: {err}; `variorum account {path} NAME` begins one") from err
        found = [_account(path, n, line) for n, line in enumerate(lines, 1) if line.strip()]
        if not found:
            raise UsageError(f"{path}: has no account; `variorum account {path} NAME` adds one")
        return cls({a.name: a for a in found})

    def role_of(self, name: str, password: str) -> Role | None:
        """The role, when the password is the account's; else None. Takes as long for a name that there is not."""
        account = self.accounts.get(name)
        proof = _proof(password, account.salt if account else "0" * 32)
        return account.role if account and hmac.compare_digest(proof, account.proof) else None


def keep(path: Path, name: str, role: Role, password: str) -> None:
    """Adds an account to the file, or puts another role and password in its place; the file is replaced whole, and only its owner may read it.

    Raises UsageError for a name that is empty or has a line break in it, and for a password of fewer than ten characters.
    """
    if not name.strip() or not name.isprintable():
        raise UsageError(f"{name!r} is no name for an account; expected printable characters")
    if len(password) < _LEAST:
        raise UsageError(f"the password has {len(password)} characters; expected at least {_LEAST}")
    others = [a for a in Accounts.load(path).accounts.values() if a.name != name] if path.exists() and path.stat().st_size else []
    salt = secrets.token_hex(16)
    kept = [*others, Account(name, role, salt, _proof(password, salt))]
    lines = [json.dumps({"name": a.name, "role": a.role.name.lower(), "scrypt": f"{a.salt}:{a.proof}"}, ensure_ascii=False) for a in kept]
    write_whole(path, ("\n".join(lines) + "\n").encode())
    path.chmod(0o600)


def _account(path: Path, number: int, line: str) -> Account:
    try:
        raw: Any = json.loads(line)
        name, role, (salt, proof) = str(raw["name"]), Role.named(str(raw["role"])), str(raw["scrypt"]).split(":")
    except (ValueError, KeyError, TypeError, UsageError) as err:
        raise UsageError(f"{path}, line {number}: no account ({err}); expected a line like {_EXAMPLE}") from err
    return Account(name, role, salt, proof)


def _proof(password: str, salt: str) -> str:
    return hashlib.scrypt(password.encode(), salt=salt.encode(), dklen=32, **_COST).hex()
