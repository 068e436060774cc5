"""What a hand drew, made into the stretch of text that was meant; code points throughout."""

from __future__ import annotations

import unicodedata
from typing import Protocol

import regex

_CLUSTER = regex.compile(r"\X")
# Before such a character there is always a boundary (Unicode Annex 29), so that looking for whole
# clusters may begin there. Searched backwards.
_SURE = regex.compile(
    r"(?r)(?<=[\p{GCB=Other}\p{GCB=Control}\p{GCB=CR}\p{GCB=LF}\p{GCB=Regional_Indicator}"
    r"\p{GCB=L}\p{GCB=V}\p{GCB=T}\p{GCB=LV}\p{GCB=LVT}])\p{GCB=Other}"
)
_FLAGS = regex.compile(r"(?r)\p{GCB=Regional_Indicator}+")
_INITIALS = regex.compile(r"(?r)(?<![\p{L}\p{M}\p{N}])(?:\p{L}\p{M}*\.){2,}")
_POSSESSIVE = regex.compile(r"(?r)(?<=\S)['’ʼ][sS]")  # noqa: RUF001 - apostrophes are meant

_FAMILIES = {
    mark: family
    for family, marks in {
        "double": '"“”„‟＂〝〞〟',  # noqa: RUF001 - quotation marks are meant
        "single": "'‘’‚‛＇",  # noqa: RUF001 - quotation marks are meant
        "guillemets": "«»",
        "angles": "‹›",  # noqa: RUF001 - quotation marks are meant
        "corners": "「」『』",
    }.items()
    for mark in marks
}
_ENCLOSING = regex.compile(r"[\p{Ps}\p{Pe}" + regex.escape("".join(_FAMILIES)) + "]")
# Punctuation that says something about the word beside it: @name, #tag, § 5, 40 %.
_KEPT_BEFORE = frozenset("@#§")
_KEPT_AFTER = frozenset("%‰٪")


class TrimRules(Protocol):
    """What the scheme wants cut off the ends of a selection."""

    @property
    def trim_words(self) -> tuple[str, ...]:
        """Words that no span begins with, such as articles; capitals do not matter."""
        ...

    @property
    def trim_outer(self) -> bool:
        """Whether outer spaces and punctuation go."""
        ...

    @property
    def trim_possessive(self) -> bool:
        """Whether a possessive 's at the end goes."""
        ...


def snap(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a selection to whole characters as people see them (grapheme clusters).

    Raises ValueError when it is no stretch of the text.
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"{start} to {end} is no stretch of a text of {len(text)}")
    return _around(text, start)[0], _around(text, end)[1]


def trim(
    text: str, start: int, end: int, rules: TrimRules, *, keep_quotes: bool = False
) -> tuple[int, int]:
    """Cut off the ends of a selection what the scheme does not want in a span.

    Quotation marks and brackets with their partner inside the selection stay; a pair around the
    whole goes, of quotation marks only without `keep_quotes`. The dot of initials such as U.S.
    stays. Where nothing would be left, the snapped selection is given back.
    """
    snapped = snap(text, start, end)
    first, last = snapped
    while first < last:
        before = first, last
        if rules.trim_outer:
            first, last = _without_outer(text, first, last, keep_quotes=keep_quotes)
        first = _without_words(text, first, last, rules.trim_words)
        if rules.trim_possessive:
            last = _without_possessive(text, first, last)
        if (first, last) == before:
            return before
    return snapped


def context(text: str, start: int, end: int, width: int = 32) -> tuple[str, str]:
    """Give the words before and after a stretch, `width` code points of each at most."""
    return text[max(0, start - width) : start], text[end : end + width]


def _around(text: str, place: int) -> tuple[int, int]:
    """Find the nearest boundaries between clusters at or before a place, and at or after it."""
    if place in {0, len(text)}:
        return place, place
    if text[place] != "\n" and text[place - 1 : place + 1].isascii():
        return place, place
    clusters = _CLUSTER.finditer(text, _sure_boundary(text, place))
    cluster = next(cluster for cluster in clusters if cluster.end() > place)
    return cluster.start(), place if cluster.start() == place else cluster.end()


def _sure_boundary(text: str, place: int) -> int:
    sure = _SURE.search(text, 0, place + 1)
    start = sure.start() if sure else 0
    flags = _FLAGS.search(text, start, place + 1)
    if flags and flags.end() - flags.start() > 2:
        # Two letters make a flag. From the last one on, as each look at a row of them costs its
        # whole length.
        return flags.end() - 2 + (flags.end() - flags.start()) % 2
    return start


def _without_outer(text: str, first: int, last: int, *, keep_quotes: bool) -> tuple[int, int]:
    """Cut off outer spaces and punctuation: all that stand alone, then one mark or pair."""
    first, last = _without_spaces(text, first, last)
    while first < last and _goes_before(text, first, last):
        first = _around(text, first + 1)[1]
    while first < last and _goes_after(text, first, last):
        last = _around(text, last - 1)[0]
    opens = first < last and _encloses(text, first, _around(text, first + 1)[1])
    closes = first < last and _encloses(text, _around(text, last - 1)[0], last)
    if not (opens or closes):
        return first, last
    partners = _partners(text, first, last)
    if opens and first not in partners:
        return first + 1, last
    if closes and last - 1 not in partners:
        return first, last - 1
    wraps = opens and closes and partners[first] == last - 1
    if wraps and not (keep_quotes and text[first] in _FAMILIES):
        return first + 1, last - 1
    return first, last


def _without_spaces(text: str, first: int, last: int) -> tuple[int, int]:
    drawn = text[first:last]
    inner = drawn.lstrip()
    start, end = last - len(inner), first + len(drawn.rstrip())
    return (_around(text, start)[0], _around(text, end)[1]) if inner else (last, last)


def _without_words(text: str, first: int, last: int, words: tuple[str, ...]) -> int:
    if first and _is_of_word(text[first - 1]):
        return first  # the selection begins inside a word, and "a" would be a piece of it
    for word in words:
        after = first + len(word)
        if after < last and text[after].isspace() and _same_word(text[first:after], word):
            return _around(text, last - len(text[after:last].lstrip()))[0]
    return first


def _without_possessive(text: str, first: int, last: int) -> int:
    if last < len(text) and _is_of_word(text[last]):
        return last
    ending = _POSSESSIVE.match(text, first, last)
    return ending.start() if ending and _is_boundary(text, ending.start()) else last


def _goes_before(text: str, first: int, last: int) -> bool:
    end = _around(text, first + 1)[1]
    return (
        end <= last
        and text[first] not in _KEPT_BEFORE
        and not _encloses(text, first, end)
        and all(map(_is_loose, text[first:end]))
    )


def _goes_after(text: str, first: int, last: int) -> bool:
    start = _around(text, last - 1)[0]
    return (
        text[start] not in _KEPT_AFTER
        and not _encloses(text, start, last)
        and all(map(_is_loose, text[start:last]))
        and not (text[start] == "." and _INITIALS.match(text, first, last))
    )


def _partners(text: str, first: int, last: int) -> dict[int, int]:
    """Find the quotation marks and brackets that belong together, as places in the text."""
    partners: dict[int, int] = {}
    waiting: list[tuple[str, int]] = []
    for mark in _ENCLOSING.finditer(text, first, last):
        place = mark.start()
        if _is_apostrophe(text, place):
            continue
        family = _FAMILIES.get(text[place], "brackets")
        found = next((n for n in reversed(range(len(waiting))) if waiting[n][0] == family), None)
        if _opens(text, place, is_open=found is not None):
            waiting.append((family, place))
        elif found is not None:
            opener = waiting[found][1]
            partners[opener], partners[place] = place, opener
            del waiting[found:]
    return partners


def _opens(text: str, place: int, *, is_open: bool) -> bool:
    """Say whether a mark opens: by its neighbours, then by its shape, then by what is open."""
    category = unicodedata.category(text[place])
    if category in {"Ps", "Pe"}:
        return category == "Ps"
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    begins = before.isspace() or unicodedata.category(before) in {"Ps", "Pi", "Pd", "Cf"}
    ends = not after.isalnum()
    if begins != ends:
        return begins
    return category == "Pi" or (category != "Pf" and not is_open)


def _encloses(text: str, start: int, end: int) -> bool:
    return end - start == 1 and _ENCLOSING.match(text, start) is not None


def _is_apostrophe(text: str, place: int) -> bool:
    inside = 0 < place < len(text) - 1 and text[place] in "'’"  # noqa: RUF001 - apostrophes
    return inside and text[place - 1].isalnum() and text[place + 1].isalnum()


def _is_boundary(text: str, place: int) -> bool:
    return _around(text, place)[0] == place


def _is_of_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def _is_loose(character: str) -> bool:
    """Say whether it is a space, punctuation or invisible; an underscore belongs to its name."""
    category = unicodedata.category(character)
    return (category[0] in "ZP" and category != "Pc") or category in {"Cc", "Cf"}


def _same_word(drawn: str, word: str) -> bool:
    return drawn.casefold() == word.casefold()
