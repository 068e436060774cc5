"""The words of a scheme's labels made ready to be looked up, and what its labels are for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from annotator.model.scheme import Label, Scheme
from annotator.model.text import fold
from annotator.suggest.lexicon import ARABIC_ARTICLE, ARABIC_PREFIXES

_PLACES = ("location", "place", "loc", "gpe")
_CUES = ("cue",)
_SAID_BY = "said_by"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What there is to look for. Labels are ids, None where the scheme has no such label."""

    entries: dict[str, list[tuple[tuple[str, ...], str]]]
    """By their first word: words in all their forms, the longest first, and their label."""
    place: str | None
    """The label of places."""
    claim: str | None
    """The label whose line is a bracket, as it spans what was said."""
    source: str | None
    """The label of those who say it."""
    cue: str | None
    """The label whose words tell that something was said."""

    def at(self, words: Sequence[str], place: int) -> tuple[int, str] | None:
        """Find the longest entry that begins at a place: how many words it has, and its label."""
        for first in _bare(words[place]):
            for entry, label in self.entries.get(first, ()):
                rest = tuple(words[place + 1 : place + len(entry)])
                if rest == entry[1:]:
                    return len(entry), label
        return None


def vocabulary(scheme: Scheme) -> Vocabulary:
    """Make the words of a scheme ready; the last ones made are kept.

    It is asked for several times at each key, so the last scheme is known by being the same one:
    to hash or compare all its labels takes longer than all that is then done with them.
    """
    last = _last.get("scheme")
    if last is None or last[0] is not scheme:
        said_by = scheme.relation_named(_SAID_BY)
        last = scheme, _vocabulary(scheme.labels, said_by.tails if said_by else ())
        _last["scheme"] = last
    return last[1]


_last: dict[str, tuple[Scheme, Vocabulary]] = {}


@lru_cache(maxsize=4)
def _vocabulary(labels: tuple[Label, ...], sources: tuple[str, ...]) -> Vocabulary:
    used = [label for label in labels if not label.retired]
    entries: dict[str, dict[tuple[str, ...], str]] = {}
    for label in used:
        for word in label.words:
            for form in _forms(fold(word)):
                entries.setdefault(form[0], {}).setdefault(form, label.id)
    ids = [label.id for label in used]
    return Vocabulary(
        {first: _longest_first(known) for first, known in entries.items()},
        place=_first(label for label in _PLACES if label in ids),
        claim=_first(label.id for label in used if label.stroke == "bracket"),
        source=_first(label for label in sources if label in ids),
        cue=_first(label for label in _CUES if label in ids),
    )


def _first(labels: Iterable[str]) -> str | None:
    return next(iter(labels), None)


def _longest_first(known: dict[tuple[str, ...], str]) -> list[tuple[tuple[str, ...], str]]:
    return sorted(known.items(), key=lambda item: -len(item[0]))


def _forms(word: str) -> Iterator[tuple[str, ...]]:
    """Give a word, and its plural."""
    *before, last = word.split() or [""]
    if not last:
        return
    yield (*before, last)
    yield (*before, _plural(last))


def _plural(word: str) -> str:
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith("y") and word[-2:-1] not in {"", *"aeiou"}:
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word + "s"


def _bare(word: str) -> Iterator[str]:
    """Give a word, and an Arabic one without its article and what is joined to it."""
    yield word
    if not "\u0620" <= word[:1] <= "\u064a":
        return
    for prefix in ARABIC_PREFIXES:
        for article in (ARABIC_ARTICLE, ARABIC_ARTICLE[1:], ""):
            joined = prefix + article
            if joined and word.startswith(joined) and len(word) - len(joined) >= 3:
                yield word[len(joined) :]
