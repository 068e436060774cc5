"""When two names are one: keys of a name, from as it is written to its bare consonants.

Stored names never change. Keys are for comparing only: what is alike in its exact key is surely one
name, in its plain key nearly so, and in its skeleton it may be.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

import regex

from annotator.model.text import fold


class Alike(IntEnum):
    """How far two names are one, the surest last."""

    NOT = 0
    SKELETON = 1
    """The same consonants: Dayr az Zawr, Deir Ezzor."""
    PLAIN = 2
    """The same letters but for articles, hyphens, accents and spaces: al-Bab, Al Bab, Bab."""
    EXACT = 3
    """The same but for case, and the kinds of spaces, quotation marks and hyphens."""


@dataclass(frozen=True, slots=True)
class Keys:
    """A name as it is compared. Empty where nothing is left to compare."""

    exact: str
    plain: str
    skeleton: str


_SIGNS = regex.compile(
    r"[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
    r"|[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]"
)
"""What is not seen, the stretching stroke, and the vowel signs of Arabic."""
_POSSESSIVE = regex.compile(r"(?<=\p{L})(?:'[sS]|(?<=[sS])')(?=\s|$)")
_DOTTED = regex.compile(r"(?<!\p{L})(?:\p{L}\.){2,}(?:\p{L}(?!\p{L}))?")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}]|['ʻʼʿʾ])*")
_BRACKETS = regex.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_MARK = regex.compile(r"\p{M}+")
_SHORTEST_ACRONYM = 3
_ACRONYM = regex.compile(r"\p{Lu}[\p{Lu}\p{N}]+")
_ARABIC = regex.compile(r"\p{Arabic}")
_ARTICLES = frozenset({"the", "a", "an"})
_AL = frozenset({"al", "el", "ul"})
_ASSIMILATED = regex.compile(r"[aeiu](sh|th|dh|[dlnrstz])")
_LONGEST_KEPT = 3
"""Letters of an acronym that might be a common word as well: US, IT, WHO."""
_AL_OF_ARABIC = "ال"

_LATIN = (
    ("sch", "$"), ("tch", "$"), ("sh", "$"), ("ch", "$"), ("kh", "x"), ("gh", "g"), ("dh", "d"),
    ("th", "t"), ("ph", "f"), ("dj", "j"), ("ck", "k"), ("tz", "z"), ("q", "k"), ("c", "k"),
)  # fmt: skip
_OF_ARABIC = str.maketrans({
    "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "x", "د": "d", "ذ": "d", "ر": "r",
    "ز": "z", "س": "s", "ش": "$", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "g",
    "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y",  # noqa: RUF001 - Arabic is meant
    "ا": "a", "ء": "a", "پ": "p", "چ": "$", "گ": "g", "ڤ": "v",  # noqa: RUF001 - Arabic is meant
})  # fmt: skip
_VOWELS = str.maketrans("", "", "aeiouyw'")
_DOUBLE = regex.compile(r"(.)\1+")
_FIRST_VOWEL = regex.compile(r"[aeiouyw]+")
_ENOUGH, _FEWEST = 4, 2
"""Consonants that tell enough by themselves, and those that tell anything: Homs is not Hamas."""


@lru_cache(maxsize=8_192)
def keys(name: str) -> Keys:
    """Give the keys of a name; the last ones made are kept."""
    clean = _clean(name)
    words = _words(clean)
    return Keys(
        " ".join(_cased(word) for word in _POSSESSIVE.sub("", clean).split()),
        "".join(_plain(word) for word in words),
        " ".join(_skeleton_or_plain(word) for word in words),
    )


def alike(one: str, other: str) -> Alike:
    """Say how far two names are one."""
    mine, theirs = keys(one), keys(other)
    if mine.exact and mine.exact == theirs.exact:
        return Alike.EXACT
    if mine.plain and mine.plain == theirs.plain:
        return Alike.PLAIN
    joined = mine.skeleton.replace(" ", "")
    if joined and joined == theirs.skeleton.replace(" ", "") and _tells(one, other, joined):
        return Alike.SKELETON
    return Alike.NOT


def names_in(name: str) -> tuple[str, ...]:
    """Give a name, and where it ends in brackets what stands before and in them.

    Syrian Democratic Forces (SDF) is known by all three; what is in the brackets counts only where
    it begins with a capital, as Deir ez-Zor (city) is no city called City.
    """
    found = [name]
    bracket = _BRACKETS.search(name)
    if bracket is not None:
        before = " ".join(_BRACKETS.sub(" ", name).split())
        inner = bracket[1].strip()
        found += [before] if before else []
        found += [inner] if inner[:1].isupper() or _ARABIC.match(inner) else []
    return tuple(dict.fromkeys(found))


def plain_words(name: str) -> tuple[str, ...]:
    """Give the words of a name in small letters, without articles, accents and hyphens."""
    return tuple(found for word in _words(_clean(name)) if (found := _bare(word)))


def skeleton(words: str) -> str:
    """Give the consonants of words whatever their case, without spaces: Deir ez-Zor is drzr."""
    return "".join(_consonants(word) for word in _words(_clean(words)))


def is_short_for(short: str, name: str) -> bool:
    """Say whether a name is an acronym of another, or has its first names as initials.

    SDF of Syrian Democratic Forces, J. Biden of Joe Biden.
    """
    mine, theirs = _words(_clean(short)), _words(_clean(name))
    if len(mine) == 1 and len(theirs) > 1 and _ACRONYM.fullmatch(mine[0]):
        capitals = [word[0] for word in theirs if word[0].isupper()]
        return mine[0] == "".join(capitals)
    mine, theirs = _WORD.findall(_clean(short)), _WORD.findall(_clean(name))  # A. is no article
    if len(mine) != len(theirs) or len(mine) < 2 or _bare(mine[-1]) != _bare(theirs[-1]):
        return False
    pairs = [(_bare(one), _bare(other)) for one, other in zip(mine, theirs, strict=True)]
    fits = all(one == other or (len(one) == 1 and other.startswith(one)) for one, other in pairs)
    return fits and pairs[0][0] != pairs[0][1]


def acronym(name: str) -> str:
    """Give the capitals with which the words of a name begin; "" where they are fewer than three.

    SOHR of Syrian Observatory for Human Rights.
    """
    letters = "".join(word[0] for word in name.split() if word[0].isupper())
    return letters if len(letters) >= _SHORTEST_ACRONYM else ""


def is_name(words: str) -> bool:
    """Say whether words are written like a name: with a capital, or in Arabic letters."""
    return any(sign.isupper() for sign in words) or _ARABIC.search(words) is not None


# --- words ----------------------------------------------------------------------------------------


def _clean(name: str) -> str:
    """Give a name with its letters put together, and without what is not seen."""
    whole = unicodedata.normalize("NFC", _SIGNS.sub("", unicodedata.normalize("NFKC", name)))
    marks = "".join(fold(sign) if not sign.isalpha() else sign for sign in whole)
    return _DOTTED.sub(lambda found: found[0].replace(".", ""), marks)


def _words(clean: str) -> list[str]:
    """Give the words of a clean name, without articles in front and Arabic ones anywhere."""
    words = _WORD.findall(_POSSESSIVE.sub("", clean))
    kept = list(_without_articles(words)) or words
    if len(kept) > 1 and kept[0].lower() in _ARTICLES:
        kept = kept[1:]
    return kept


def _without_articles(words: Sequence[str]) -> Iterator[str]:
    for word, following in pairwise([*words, ""]):
        if following and _is_article(word, following):
            continue
        folded = fold(word)
        long_enough = len(folded) > len(_AL_OF_ARABIC) + 1
        yield folded[2:] if folded.startswith(_AL_OF_ARABIC) and long_enough else word


def _is_article(word: str, following: str) -> bool:
    """Say whether a word is al- in one of its spellings: al-Bab, ez-Zor, ash-Sham."""
    if _ACRONYM.fullmatch(word):
        return False
    small = _unaccented(word).lower()
    if small in _AL:
        return True
    found = _ASSIMILATED.fullmatch(small)
    return found is not None and _unaccented(following).lower().startswith(found[1])


def _cased(word: str) -> str:
    """Fold a word, but leave a short acronym its capitals: US is not us."""
    letters = word.strip(".,")
    is_kept = 1 < len(letters) <= _LONGEST_KEPT and letters.isalpha() and letters.isupper()
    return word if is_kept else fold(word)


def _plain(word: str) -> str:
    """Give a word without accents and apostrophes, a short acronym in capitals."""
    return _cased(_unaccented(word).replace("'", ""))


def _bare(word: str) -> str:
    return fold(_unaccented(word).replace("'", ""))


def _unaccented(word: str) -> str:
    plain = _MARK.sub("", unicodedata.normalize("NFD", word))
    return plain.translate(_LETTERS)


_LETTERS = str.maketrans({
    "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae",  # noqa: RUF001
    "ʻ": "'", "ʼ": "'", "ʿ": "'", "ʾ": "'", "ʹ": "'",  # noqa: RUF001 - apostrophes are meant
})  # fmt: skip


# --- consonants -----------------------------------------------------------------------------------


def _skeleton_or_plain(word: str) -> str:
    """Give the consonants of a word of a name; other words and acronyms stay as they are."""
    if _ACRONYM.fullmatch(word) or not is_name(word):
        return _plain(word)
    return _consonants(word)


def _consonants(word: str) -> str:
    """Give what is left of a word in whatever letters it is transliterated.

    Vowels go, and so do w and y but for a first one, a last h, and all doubling. What is not Latin
    or Arabic stays as it is.
    """
    sounds = _sounds(word)
    head = sounds[:1] if sounds[:1] in {"w", "y"} else ""
    tail = sounds[len(head) :]
    tail = tail[:-1] if len(tail) > 1 and tail.endswith("h") else tail
    return head + tail.translate(_VOWELS)


def _sounds(word: str) -> str:
    """Write a word in one spelling of its sounds, nothing doubled."""
    small = _bare(word)
    if _ARABIC.search(small):
        small = small.translate(_OF_ARABIC)
    else:
        for letters, sound in _LATIN:
            small = small.replace(letters, sound)
    return _DOUBLE.sub(r"\1", small.replace("'", ""))


def _tells(one: str, other: str, joined: str) -> bool:
    """Say whether equal consonants are enough to go by: of a few, the first vowel must fit.

    Arabic leaves out its short vowels, so that between the two scripts none can be asked for.
    """
    if len(joined) < _FEWEST or len(joined) >= _ENOUGH:
        return len(joined) >= _ENOUGH
    if (_ARABIC.search(one) is None) != (_ARABIC.search(other) is None):
        return True
    return _first_vowel(one) == _first_vowel(other)


def _first_vowel(name: str) -> str:
    """Give the kind of the vowel behind the first sound: a, i or u."""
    found = _FIRST_VOWEL.search(_sounds("".join(_words(_clean(name)))), 1)
    letters = set(found[0]) if found else set()
    return "u" if letters & set("ouw") else "a" if letters & set("ae") else "i" if letters else ""
