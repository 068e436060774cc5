"""Labelling by keyboard alone: of all ways to a mark the one with the fewest presses is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from heapq import heappop, heappush
from itertools import islice

from annotator.model.finding import Searched, Wanted
from annotator.model.passages import next_sentence, previous_sentence, sentence_end
from annotator.model.words import next_word, previous_word, reads_right_to_left
from annotator.suggest.occurrences import like
from annotator.ui.article.hand.words import next_end, next_start, previous_start
from tests.journeys.hand.hand import TYPE, Hand, Wish
from tests.journeys.hand.mouse import cut

_FAR = 14
"""Proposals that are looked through, and motions that are tried."""
_NEAR = 12
"""Characters beside a mark that are selected with it, as the scheme's rules cut them off."""
_FEW = 2
"""Presses with which no other way is looked for."""
Keys = tuple[str, ...]
Stretch = tuple[int, int]
_Motion = tuple[str, Callable[[str, int], int]]


def by_keyboard(hand: Hand, wishes: set[Wish], *, with_suggestions: bool = True) -> None:
    """Label all, in the order of the text."""
    for wish in sorted(wishes, key=lambda wish: (wish.start, -wish.end)):
        for way in _ways(hand, wish, wishes, with_suggestions) if wish not in hand.has() else []:
            before = hand.has()
            for keys in way:
                hand.press(keys)
            if wish in hand.has():
                break
            while hand.has() != before:  # not what was expected: back, and another way
                hand.press("Ctrl+Z")
        if with_suggestions:
            _take_alike(hand, wishes)


def _take_alike(hand: Hand, wishes: set[Wish]) -> None:
    ghosts = {Wish(g.start, g.end, g.label or "") for g in hand.workspace.proposals.ghosts}
    if ghosts and ghosts <= wishes:
        hand.press("Ctrl+Shift+J")


def _ways(hand: Hand, wish: Wish, wishes: set[Wish], with_suggestions: bool) -> list[Keys]:
    """Give the ways to a mark, the shortest first."""
    ways = list(_by_proposals(hand, wish, wishes)) if with_suggestions else []
    wishes = wishes if with_suggestions else set()
    if not ways or min(map(len, ways)) > _FEW:
        ways += [*_by_motions(hand, wish, wishes), *_by_finding(hand, wish)]
    return sorted(ways, key=len)


# --- by what is proposed --------------------------------------------------------------------------


def _by_proposals(hand: Hand, wish: Wish, wishes: set[Wish]) -> Iterator[Keys]:
    """Step to a proposal, take it or give it a label, and move its ends if need be."""
    proposals = hand.workspace.proposals
    current = proposals.current
    onward = [current] if current else []
    for keys, ahead in (
        (".", [*onward, *islice(proposals.ahead(1), _FAR)]),
        (",", [*onward, *islice(proposals.ahead(-1), 4)]),
    ):
        for number, found in enumerate(ahead):
            steps = (keys,) * (number if current else number + 1)
            here = found.start, found.end
            if here == (wish.start, wish.end) and found.label == wish.label:
                yield (*steps, "Ctrl+J")
            yield from (steps + rest for rest in _label(hand, wish, here, wishes))


def _label(hand: Hand, wish: Wish, here: Stretch, wishes: set[Wish]) -> Iterator[Keys]:
    """Give the selected words the label, and move the ends of the mark where it is not right."""
    text, key = hand.text, hand.key_of(wish.label)
    wanted = wish.start, wish.end
    made = cut(hand.workspace.scheme, text, wish.label, *here)
    if made == wanted:
        yield (f"Shift+{key}" if _all_alike_are_wished(hand, wish, wishes) else key,)
    elif here == wanted:
        yield (f"Alt+{key}",)
    elif made[0] < wish.end and wish.start < made[1] and _is_free(hand, wish, made):
        moves = _moves(text, made, wanted)
        if moves is not None:
            yield (key, *moves)


def _all_alike_are_wished(hand: Hand, wish: Wish, wishes: set[Wish]) -> bool:
    spans = [span for span in hand.spans if span.label == wish.label]
    found = like(hand.text, hand.text[wish.start : wish.end], wish.label, spans)
    alike = {Wish(p.start, p.end, wish.label) for p in found} - {wish}
    return bool(alike) and alike <= wishes


def _is_free(hand: Hand, wish: Wish, made: Stretch) -> bool:
    """Say whether no mark of the label is in the way."""
    return not any(
        made[0] < span.end and span.start < made[1] and span.label == wish.label
        for span in hand.spans
    )


def _moves(text: str, made: Stretch, wanted: Stretch) -> Keys | None:
    """Give the keys that move both ends of a mark, None where it would be too many."""
    right, left = ("Left", "Right") if reads_right_to_left(text, made[0]) else ("Right", "Left")
    ends = _to(
        made[1], wanted[1], lambda at: next_end(text, at), lambda at: _end_back(text, at),
        (f"Alt+{right}", f"Alt+{left}"), ("F8", "F7"),
    )  # fmt: skip
    starts = _to(
        made[0], wanted[0], lambda at: next_start(text, at), lambda at: previous_start(text, at),
        (f"Alt+Shift+{right}", f"Alt+Shift+{left}"), ("Shift+F8", "Shift+F7"),
    )  # fmt: skip
    return None if ends is None or starts is None else ends + starts


def _end_back(text: str, place: int) -> int:
    word = previous_word(text, place)
    if word is not None and word[1] >= place:
        word = previous_word(text, word[0])
    return word[1] if word is not None else 0


def _to(
    place: int,
    wanted: int,
    on: Callable[[int], int],
    back: Callable[[int], int],
    by_word: tuple[str, str],
    by_character: tuple[str, str],
) -> Keys | None:
    """Go by words as far as that leads, then by characters."""
    keys: list[str] = []
    while place != wanted and len(keys) < _FAR:
        onward = place < wanted
        following = on(place) if onward else back(place)
        passes = following > wanted if onward else following < wanted
        if passes or following == place:
            rest = abs(wanted - place)
            key = by_character[0 if onward else 1]
            return (*keys, *(key,) * rest) if rest <= 4 else None
        place = following
        keys.append(by_word[0 if onward else 1])
    return tuple(keys) if place == wanted else None


# --- by the caret ---------------------------------------------------------------------------------


def _by_motions(hand: Hand, wish: Wish, wishes: set[Wish]) -> Iterator[Keys]:
    """Go to the first word and select up to the last one."""
    text, place = hand.text, hand.view.caret()
    fewest = 2 * _FAR
    for start, keys in _reached(text, place, _motions(text, place), wish.end).items():
        if not wish.start - _NEAR <= start <= wish.end:
            continue
        ways = [keys + rest for rest in _label_word(hand, wish, start, wishes)]
        if start <= wish.start:
            ends = _reached(text, start, _selections(text, start), wish.end + _NEAR)
            for end, more in ends.items():
                if end >= wish.end and len(keys) + len(more) + 1 < fewest:
                    rests = _label(hand, wish, (start, end), wishes)
                    ways += [keys + more + rest for rest in rests]
        fewest = min([fewest, *map(len, ways)])
        yield from ways


def _label_word(hand: Hand, wish: Wish, place: int, wishes: set[Wish]) -> Iterator[Keys]:
    """Label the word at the caret."""
    word = next_word(hand.text, place)
    if word is not None and word[0] <= place < word[1]:
        yield from _label(hand, wish, word, wishes)


def _motions(text: str, place: int) -> list[_Motion]:
    onward, back = _sides(text, place)
    return [
        (f"Ctrl+{onward}", next_start), (f"Ctrl+{back}", previous_start),
        ("Ctrl+PgDown", next_sentence), ("Ctrl+PgUp", previous_sentence),
    ]  # fmt: skip


def _selections(text: str, place: int) -> list[_Motion]:
    onward, _ = _sides(text, place)
    return [
        (f"Ctrl+Shift+{onward}", next_end), ("Ctrl+Shift+PgDown", sentence_end),
        (f"Ctrl+Shift+{_sides(text, place)[1]}", previous_start),
    ]  # fmt: skip


def _sides(text: str, place: int) -> tuple[str, str]:
    return ("Left", "Right") if reads_right_to_left(text, place) else ("Right", "Left")


def _reached(text: str, place: int, motions: list[_Motion], last: int) -> dict[int, Keys]:
    """Give each place that is reached with few presses, and the presses that lead there."""
    found: dict[int, Keys] = {}
    waiting: list[tuple[int, int, Keys]] = [(0, place, ())]
    while waiting:
        pressed, here, keys = heappop(waiting)
        if here in found:
            continue
        found[here] = keys
        if pressed < _FAR and len(found) < 400:
            for key, move in motions:
                there = move(text, here)
                if there not in found and there <= last + 400:
                    heappush(waiting, (pressed + 1, there, (*keys, key)))
    return found


# --- by finding -----------------------------------------------------------------------------------


def _by_finding(hand: Hand, wish: Wish) -> Iterator[Keys]:
    """Find the very words, go on to the right place, and label what is picked there."""
    words = hand.text[wish.start : wish.end]
    places = Searched(hand.text).find(Wanted(words)).places
    if "\n" in words or (wish.start, wish.end) not in places:
        return
    here = hand.workspace.chosen or hand.workspace.selection
    first = next((n for n, place in enumerate(places) if place[0] >= here.start), 0)
    on = (places.index((wish.start, wish.end)) - first) % len(places)
    back = len(places) - on
    steps = ("Return",) * on if on <= back else ("Shift+Return",) * back
    for rest in _label(hand, wish, (wish.start, wish.end), set()):
        yield ("Ctrl+F", TYPE + words, *steps, "Esc", *rest)
