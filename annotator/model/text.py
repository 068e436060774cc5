"""A text on its way in: bytes become one checked string, which then never changes."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from annotator.model.sentences import Refused, say

LONGEST = 10_000_000
"""The bytes of UTF-8 that one article may have where no setting says otherwise: 10 MB."""
LONGEST_TITLE = 300
BOM = "\ufeff"

# The longer marks first: the one of UTF-32 begins with the one of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_TEXT = (
    (re.compile(rb"%PDF-"), "a PDF document"),
    (re.compile(rb"\{\\rtf|\xd0\xcf\x11\xe0"), "a word processor's document"),
    (re.compile(rb"PK(\x03\x04|\x05\x06)"), "a zip archive or an office document"),
    (re.compile(rb"\x1f\x8b|7z\xbc\xaf|Rar!\x1a|\xfd7zXZ|BZh[1-9]1AY"), "an archive"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP", re.DOTALL), "a picture"),
    (re.compile(rb"\0...ftyp|\x1aE\xdf\xa3|RIFF....AVI ", re.DOTALL), "a video"),
    (re.compile(rb"ID3[\x02-\x04]|OggS\0|fLaC\0|RIFF....WAVE", re.DOTALL), "a recording"),
    (re.compile(rb"SQLite format 3\0"), "a database"),
)
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\x1b"))
_HIGH = bytes(range(0x80, 0x100))
_SAMPLE = 65_536

# Where several fit equally well the first is taken. An early one seldom fits the text of a later
# one, while Hebrew also reads as Russian letters and Korean as Thai ones.
_ENCODINGS = (
    "cp1252", "cp1256", "cp1255", "cp949", "gb18030", "big5", "cp932", "euc_jp", "cp1251",
    "cp1250", "cp1254", "cp1253", "cp1257", "cp1258", "koi8_r", "koi8_u", "iso8859_2", "iso8859_5",
    "iso8859_6", "iso8859_7", "iso8859_8", "iso8859_9", "cp874",
)  # fmt: skip
_CENTRAL_EUROPEAN = frozenset(
    {"Croatian", "Czech", "Hungarian", "Polish", "Romanian", "Slovak", "Slovene"}
)
_SAID = {"cp874": "windows-874", "cp932": "shift-jis", "cp949": "euc-kr"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """What bytes say: the text as it stands, still with its CR and BOM, and how it was read."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()
    """Sentences for the user, such as which encoding was guessed."""


def read_bytes(path: Path, limit: int = LONGEST) -> bytes:
    """Read a file of at most `limit` bytes; of a larger one nothing is read.

    Refuses what is missing, too large, not readable, a folder, a device or a pipe.
    """
    try:
        state = path.stat()
        _regular(state.st_mode, path.name or str(path))
        _measured(state.st_size, path.name, limit)
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError as missing:
        raise Refused(
            "{path} was not read because there is no such file. Nothing was changed. "
            "Check its name and its folder.",
            path=str(path),
        ) from missing
    except (OSError, ValueError) as problem:
        raise Refused(
            "{name} was not read ({reason}). Nothing was changed. "
            "Make sure that you may read the file, and try again.",
            name=path.name,
            reason=_reason(problem),
        ) from problem
    _measured(len(data), path.name, limit)
    return data


def decode(data: bytes, name: str, limit: int = LONGEST) -> Decoded:
    """Decode the bytes of a text: UTF-8, UTF-16 or UTF-32 with a BOM, else what fits best.

    `limit` counts bytes of UTF-8. Refuses what is no text, is damaged, or fits no encoding.
    `normalise` and `checked` come next.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            # Four bytes of UTF-32 may become one of UTF-8.
            _measured(len(data) // 4, name, limit)
            decoded = Decoded(_marked(data, name, encoding), encoding[:6])
            break
    else:
        _measured(len(data), name, limit)
        decoded = _unmarked(data, name)
    _measured(_utf8_length(decoded.text), name, limit)
    return decoded


def normalise(text: str) -> str:
    """Make CRLF and lone CR a LF and drop the leading BOM; nothing else changes.

    A BOM behind a BOM goes as well, so that a text that comes in again is the same text.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.lstrip(BOM)


def checked(text: str, name: str, limit: int = LONGEST) -> str:
    """Give the text back if it can be an article.

    Refuses empty text, NUL, lone surrogates, and more than `limit` bytes of UTF-8.
    """
    if not text or text.isspace():
        raise Refused(
            "{name} was not read because there is no text in it. Nothing was changed. "
            "Check whether it is the right file.",
            name=name,
        )
    _measured(len(text), name, limit)
    nul = text.find("\0")
    if nul >= 0:
        raise Refused(
            "{name} was not read because line {line} holds a NUL character, which no text has. "
            "Nothing was changed. Remove it, save the text as UTF-8, and try again.",
            name=name,
            line=_line(text, nul),
        )
    try:
        length = len(text.encode())
    except UnicodeEncodeError as broken:
        raise Refused(
            "{name} was not read because line {line} holds half of a character (a lone "
            "surrogate). Nothing was changed. Remove it, save the text as UTF-8, and try again.",
            name=name,
            line=_line(text, broken.start),
        ) from broken
    _measured(length, name, limit)
    return text


def title_of(text: str) -> str:
    """Give the first line that is not empty, at most 300 code points of it."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end].strip()
        if line:
            return line[:LONGEST_TITLE].rstrip()
        start = end + 1
    return ""


def sha256_of(text: str) -> str:
    """Give the sha256 of the text in UTF-8, in hexadecimal digits: the id of an article."""
    return hashlib.sha256(text.encode()).hexdigest()


def fold(text: str) -> str:
    """Make alike what a search takes as alike; each code point stays one code point.

    Folded are case, spaces, quotation marks, hyphens and dashes, the variants of Arabic alef,
    ya, kaf and ta marbuta, digits, and full-width letters.
    """
    return text.translate(_FOLDING)


class _Folding(dict[int, int]):
    """Folded code points, each worked out when it is first met."""

    def __missing__(self, code: int) -> int:
        self[code] = folded = _folded(code)
        return folded


def _folded(code: int) -> int:
    character = _FULL_WIDTH.get(code, chr(code))
    character = _ALIKE.get(character, character)
    category = unicodedata.category(character)
    if category == "Zs":
        return ord(" ")
    if category == "Nd":
        return ord(str(unicodedata.digit(character)))
    small = character.casefold()
    return ord(small if len(small) == 1 else character.lower())


_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_ALIKE = {
    variant: plain
    for plain, variants in (
        ('"', "«»“”„‟″〝〞〟״"),
        ("'", "‘’‚‛′‹›ʼ׳´`"),  # noqa: RUF001 - quotation marks are meant
        ("-", "‐‑‒–—―−﹘﹣־"),  # noqa: RUF001 - dashes are meant
        ("ا", "أإآٱ"),  # noqa: RUF001 - alef is meant
        ("ي", "ىیئ"),
        ("ه", "ةۀە"),  # noqa: RUF001 - ha is meant
        ("و", "ؤ"),
        ("ك", "ک"),
        ("i", "İ"),
    )
    for variant in variants
}
_FOLDING = _Folding()


def _marked(data: bytes, name: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as broken:
        raise Refused(
            "{name} was not read because it begins as {encoding} and is damaged at byte {place}. "
            "Nothing was changed. Open it in the program that made it, save it as UTF-8, "
            "and try again.",
            name=name,
            encoding=encoding[:6].upper(),
            place=broken.start,
        ) from broken


def _unmarked(data: bytes, name: str) -> Decoded:
    for beginning, kind in _NOT_TEXT:
        if beginning.match(data):
            raise Refused(
                "{name} was not read because it is {kind}, not plain text. Nothing was changed. "
                "Save its text as UTF-8, and bring that in.",
                name=name,
                kind=say(kind),
            )
    try:
        text = data.decode()
    except UnicodeDecodeError as broken:
        _plain(data, name, share=0.01)
        _not_damaged(data, name, broken.start)
        return _detected(data, name)
    _plain(data, name, share=0.1)
    return Decoded(text, "utf-8")


def _plain(data: bytes, name: str, share: float) -> None:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > 1 and controls > share * len(sample):
        raise Refused(
            "{name} was not read because it does not look like text: it is full of control "
            "characters, as a program, a video, or UTF-16 without its mark is. "
            "Nothing was changed. If it is text, save it as UTF-8, and try again.",
            name=name,
        )


def _not_damaged(data: bytes, name: str, place: int) -> None:
    """Refuse UTF-8 with a broken place: read as anything else it would be gibberish."""
    text = data.decode(errors="replace")
    broken = text.count("\ufffd")
    letters = len(text) - len(data.translate(None, _HIGH)) - broken
    if letters > 2 * broken:
        raise Refused(
            "{name} was not read because it is not quite UTF-8: line {line} is damaged. "
            "Nothing was changed. Mend that line, save it as UTF-8, and try again.",
            name=name,
            line=data.count(b"\n", 0, place) + 1,
        )


def _detected(data: bytes, name: str) -> Decoded:
    encoding = _detect(data)
    if encoding is None:
        raise Refused(
            "{name} was not read because it is not UTF-8 and no other encoding fits. "
            "Nothing was changed. Open it in the program that made it, save it as UTF-8, "
            "and try again.",
            name=name,
        )
    text = data.decode(encoding)
    if encoding == "cp1250" and text == data.decode("cp1252", errors="replace"):
        encoding = "cp1252"
    said = _SAID.get(encoding) or encoding.replace("cp", "windows-").replace("_", "-")
    return Decoded(text, said, (say("{name} was read as {encoding}.", name=name, encoding=said),))


def _detect(data: bytes) -> str | None:
    """Find the encoding that fits best, of equals the first in our order."""
    import charset_normalizer  # takes a while, and hardly any text needs it

    found = charset_normalizer.from_bytes(
        data, cp_isolation=list(_ENCODINGS), enable_fallback=False
    )
    best = found.best()
    if best is None:
        return None
    names = {
        encoding
        for match in found
        if (match.chaos, match.coherence) == (best.chaos, best.coherence)
        for encoding in match.could_be_from_charset
    }
    if "cp1250" in names and best.language in _CENTRAL_EUROPEAN:
        return "cp1250"
    return next(encoding for encoding in _ENCODINGS if encoding in names)


def _regular(mode: int, name: str) -> None:
    if stat.S_ISDIR(mode):
        raise Refused(
            "{name} was not read because it is a folder. Nothing was changed. "
            "Choose the files in it.",
            name=name,
        )
    if not stat.S_ISREG(mode):
        raise Refused(
            "{name} was not read because it is a device or a pipe. Nothing was changed. "
            "Choose a file.",
            name=name,
        )


def _measured(length: int, name: str, limit: int) -> None:
    if length > limit:
        raise Refused(
            "{name} was not read because it is {length} bytes long, and {limit} is the most that "
            "is taken at once. Nothing was changed. Divide it, and bring in the parts.",
            name=name,
            length=length,
            limit=limit,
        )


def _utf8_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _reason(problem: OSError | ValueError) -> str:
    code = problem.errno if isinstance(problem, OSError) else None
    return os.strerror(code) if code else str(problem)
