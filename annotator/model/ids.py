"""Ids: minted once, the same in every file, made of time and chance or of what they stand for."""

from __future__ import annotations

import hashlib
import os
import re
import time

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}
"""The first digit of the fourth group, whose two high bits say that RFC 9562 is followed."""


def new_id() -> str:
    """Mint a UUIDv7 (RFC 9562): 48 bits of milliseconds, then chance."""
    raw = bytearray((time.time_ns() // 1_000_000).to_bytes(6, "big") + os.urandom(10))
    raw[6] = raw[6] & 0x0F | 0x70
    raw[8] = raw[8] & 0x3F | 0x80
    return to_text(bytes(raw))


def derived_id(*parts: str) -> str:
    """Make the UUIDv8 (RFC 9562) that stands for these words, the same on every machine.

    What two people bring in apart, and is the same thing, thereby gets the same id.
    """
    h = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{h[:8]}-{h[8:12]}-8{h[13:16]}-{_VARIANT[h[16]]}{h[17:20]}-{h[20:32]}"


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
