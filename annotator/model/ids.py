"""Ids: minted once, the same in every file, made of time and chance or of what they stand for."""

from __future__ import annotations

import hashlib
import os
import re
import time

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def new_id() -> str:
    """Mint a UUIDv7 (RFC 9562): 48 bits of milliseconds, then chance."""
    raw = bytearray((time.time_ns() // 1_000_000).to_bytes(6, "big") + os.urandom(10))
    return _shaped(raw, 0x70)


def derived_id(*parts: str) -> str:
    """Make the UUIDv8 (RFC 9562) that stands for these words, the same on every machine.

    What two people bring in apart, and is the same thing, thereby gets the same id.
    """
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()
    return _shaped(bytearray(digest[:16]), 0x80)


def is_id(text: str) -> bool:
    """Say whether the text is a UUID as the program writes them: small letters and hyphens."""
    return _UUID.fullmatch(text) is not None


def is_sha256(text: str) -> bool:
    """Say whether the text is a sha256 in small hexadecimal digits."""
    return _SHA256.fullmatch(text) is not None


def to_bytes(uuid: str) -> bytes:
    """Pack a UUID into its 16 bytes."""
    return bytes.fromhex(uuid.replace("-", ""))


def to_text(raw: bytes) -> str:
    """Write the 16 bytes of a UUID as text."""
    h = raw.hex()
    return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"


def _shaped(raw: bytearray, version: int) -> str:
    raw[6] = raw[6] & 0x0F | version
    raw[8] = raw[8] & 0x3F | 0x80
    return to_text(bytes(raw))
