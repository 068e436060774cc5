"""Deciding: each difference that several people left, by one key, and on to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from annotator.actions import settling
from annotator.actions.action import (
    Action,
    Hands,
    Reason,
    action,
    an_article,
    can_write,
)
from annotator.actions.review.adding import add_words, take_out
from annotator.model.review.comparison import Case
from annotator.model.review.outcome import Choice, ways
from annotator.model.scheme import Scheme
from annotator.model.selection import trim
from annotator.model.sentences import Refused, say
from annotator.model.words import briefly
from annotator.store.review import deciding, talking
from annotator.store.review.twice import Twice
from annotator.workspace.workspace import Workspace

MOST = 9
"""So many versions have a digit."""
_ALL_DECIDED = "Everything here is decided. Finish the review, and go on with the next article."


def in_review(hands: Hands) -> Reason | None:
    """Need the review page, with an article on it."""
    reason = an_article(hands)
    if reason is None and hands.screen.page() != "review":
        reason = "Turn to the review first."
    return reason


def a_case(hands: Hands) -> Reason | None:
    """Need a chosen difference."""
    reason = in_review(hands)
    if reason is None and hands.workspace.review.case is None:
        reason = "There is no difference to decide."
    return reason


def open_case(hands: Hands) -> Reason | None:
    """Need a chosen difference in a project that can be changed."""
    return a_case(hands) or can_write(hands)


def _can(way: str, otherwise: str) -> Callable[[Hands], Reason | None]:
    def needs(hands: Hands) -> Reason | None:
        reason = open_case(hands)
        case = hands.workspace.review.case if reason is None else None
        return otherwise if case is not None and way not in ways(case) else reason

    return needs


# --- from one to the next -------------------------------------------------------------------------


@action("Next difference", "Review", "N", icon="down", context="review", needs=a_case)
def next_case(hands: Hands) -> None:
    """Go to the next difference without deciding this one."""
    hands.workspace.review.step(1)


@action("Previous difference", "Review", "P", icon="up", context="review", needs=a_case)
def previous_case(hands: Hands) -> None:
    """Go back to the difference before this one."""
    hands.workspace.review.step(-1)


# --- deciding -------------------------------------------------------------------------------------


@action("Take what is highlighted", "Review", "Return", "Enter", icon="done", context="review",
        needs=open_case, starts_group=True)  # fmt: skip
def take_and_go_on(hands: Hands) -> None:
    """Take the highlighted version, or mark what is drawn, and go on to the next difference."""
    review = hands.workspace.review
    if review.drawn is not None:
        case = review.need()
        _draw(hands.workspace, case, _label_of(hands.workspace, case))
    else:
        take_version(hands, review.version)


def take_version(hands: Hands, number: int) -> None:
    """Take one version, counted from 0, and go on. Raises Refused where there is none."""
    workspace = hands.workspace
    case = workspace.review.need()
    twice = workspace.review.twice(case)
    if twice is not None:
        _take_decision(workspace, twice, number)
        return
    if number >= len(case.versions):
        raise Refused("There is no version {number}.", number=number + 1)
    version = case.versions[number]
    words = workspace.review.telling.version(case, version)
    who = workspace.review.name_of(version.persons[0])
    told = say(
        "Took {who}’s “{words}”.",  # noqa: RUF001 - an apostrophe
        who=who,
        words=briefly(words),
    )
    if version.is_nothing:
        told = "Decided that there is nothing."
    _decide(workspace, Choice("take", version=number), told)


def _take_decision(workspace: Workspace, twice: Twice, number: int) -> None:
    """Let one of the decisions stand that two reviewers made, and go on."""
    if number >= len(twice.conflict.values):
        raise Refused("There is no decision {number}.", number=number + 1)
    settling.take(workspace, twice.conflict, number)
    workspace.review.go_on()


def digit_actions() -> list[Action]:
    """Give the deeds that take a version by its number."""
    return [
        Action(
            f"take_{number + 1}", say("Take version {number}", number=number + 1), "Review",
            _taking(number), (str(number + 1),), "done", "review", _has_version(number),
            help=say("Take version {number} and go on to the next difference.", number=number + 1),
            submenu="Take a version",
        )
        for number in range(MOST)
    ]  # fmt: skip


def _taking(number: int) -> Callable[[Hands], None]:
    return lambda hands: take_version(hands, number)


def _has_version(number: int) -> Callable[[Hands], Reason | None]:
    def needs(hands: Hands) -> Reason | None:
        reason = open_case(hands)
        case = hands.workspace.review.case if reason is None else None
        if case is not None and number >= hands.workspace.review.number_of_ways(case):
            return say("There is no version {number} here.", number=number + 1)
        return reason

    return needs


@action("Take both together", "Review", "U", icon="wider", context="review",
        needs=_can("union", "These versions cannot be put together."))  # fmt: skip
def take_together(hands: Hands) -> None:
    """Take all that any of them marked, as one, and go on to the next difference."""
    _decide(hands.workspace, Choice("union"), "Took them together.")


@action("Take what they share", "Review", "I", icon="narrower", context="review",
        needs=_can("intersection", "These versions share no words."))  # fmt: skip
def take_shared(hands: Hands) -> None:
    """Take only the words that all of them marked, and go on to the next difference."""
    _decide(hands.workspace, Choice("intersection"), "Took what they share.")


@action("Take the majority", "Review", "M", icon="people", context="review",
        needs=_can("majority", "No version has most people behind it."))  # fmt: skip
def take_majority(hands: Hands) -> None:
    """Take what more than half of them say, and go on to the next difference."""
    _decide(hands.workspace, Choice("majority"), "Took what most of them say.")


@action("Nothing here", "Review", "0", icon="delete", context="review", needs=open_case)
def take_nothing(hands: Hands) -> None:
    """Decide that nothing is to be marked here, which is recorded, and go on."""
    _decide(hands.workspace, Choice("nothing"), "Decided that there is nothing.")


@action("Draw it yourself", "Review", "F2", icon="edit", context="review",
        needs=_can("drawn", "A relation cannot be drawn on the text."))  # fmt: skip
def draw_case(hands: Hands) -> None:
    """Select other words in the article; then Return or the key of a label marks them."""
    review = hands.workspace.review
    case = review.need()
    spans = case.versions[review.version].spans
    first = spans[0] if spans else None
    review.draw((first.start, first.end) if first is not None else (case.start, case.end))
    hands.screen.focus("article")
    hands.workspace.tell_of_place("Select the words, then press the key of a label, or Return.")


def _something_to_leave(hands: Hands) -> Reason | None:
    if hands.workspace.review.loose_here is not None:
        return in_review(hands) or can_write(hands)
    return open_case(hands)


@action("Leave it open again", "Review", "Del", icon="restore", context="review",
        needs=_something_to_leave)  # fmt: skip
def leave_open(hands: Hands) -> None:
    """Take the decision back, and what came of it; or a mark out that was added there."""
    workspace = hands.workspace
    if workspace.review.loose_here is not None:
        take_out(workspace)
        return
    case = workspace.review.need()
    if case.decision is None:
        raise Refused("Nothing is decided here.")
    workspace.through(lambda store: deciding.take_back(store, case))
    workspace.tell("It is open again.", deed="undo")


@action("Stop drawing", "Review", "Esc", icon="close", context="review", needs=in_review)
def stop_drawing(hands: Hands) -> None:
    """Leave the words as they were marked."""
    hands.workspace.review.draw(None)
    hands.screen.focus("cases")


def relabel_actions(scheme: Scheme, *, expert: bool) -> list[Action]:
    """Give the deeds that decide for a label; a scheme brings them."""
    return [
        Action(
            f"decide_{label.id}", say("Decide for {label}", label=label.name), "Review",
            _relabelling(label.id), (), "label", "review",
            _can_label,
            help=say("Mark these words as {label} and go on to the next difference, or add words "
                     "that are selected elsewhere.", label=label.name),
            submenu="Decide for a label",
        )
        for label in scheme.labels
        if not label.retired and (expert or label.level == "default")
    ]  # fmt: skip


def _has_words(hands: Hands) -> bool:
    review = hands.workspace.review
    return review.drawn is None and review.words is not None


def _can_label(hands: Hands) -> Reason | None:
    if _has_words(hands):
        return in_review(hands) or can_write(hands)
    return _can("drawn", "A relation has no label.")(hands)


def _relabelling(label: str) -> Callable[[Hands], None]:
    def relabel(hands: Hands) -> None:
        if _has_words(hands):
            add_words(hands.workspace, label)
            return
        _draw(hands.workspace, hands.workspace.review.need(), label)

    return relabel


def _label_of(workspace: Workspace, case: Case) -> str:
    spans = case.versions[workspace.review.version].spans
    label = spans[0].label if spans else case.labels[0]
    return workspace.scheme.label_ids.get(label, label)


def _draw(workspace: Workspace, case: Case, label: str) -> None:
    """Mark the words that are drawn, or those of the highlighted version, with a label."""
    review, article = workspace.review, workspace.article
    spans = case.versions[review.version].spans
    place = review.drawn or (
        (spans[0].start, spans[0].end) if spans else (case.start, case.end)
    )  # fmt: skip
    text = article.text if article is not None else ""
    start, end = trim(text, *place, workspace.scheme.rules)
    if start >= end:
        raise Refused("Select some words first.")
    name = review.telling.label(label)
    told = say("Marked “{words}” as {label}.", words=briefly(text[start:end]), label=name)
    _decide(workspace, Choice("drawn", drawn=(label, start, end)), told)


def _decide(workspace: Workspace, choice: Choice, told: str) -> None:
    """Decide on the chosen difference, and go on to the next that is open."""
    review = workspace.review
    case = review.need()
    reason = review.reason(case).strip() or None
    made = replace(choice, reason=reason)
    is_rule = reason is not None and review.becomes_rule(case)
    review.draw(None)
    scheme = workspace.scheme
    with review.going_on():
        workspace.through(lambda store: deciding.decide(store, case, made, scheme, is_rule=is_rule))
    review.forget_reason(case)
    if is_rule:
        told = say("{told} The reason is a rule now.", told=told)
    if review.go_on():
        workspace.tell(told)
    else:
        workspace.tell(say("{told} {all}", told=told, all=_ALL_DECIDED), deed="finish_review")


# --- why ------------------------------------------------------------------------------------------


@action("Reason of the decision…", "Review", "Ctrl+M", icon="note", context="review",
        needs=open_case, starts_group=True)  # fmt: skip
def write_reason(hands: Hands) -> None:
    """Write why it is decided so; a reason can become a line of the guidelines."""
    hands.screen.focus("reason")


def keep_reason(workspace: Workspace, case: Case, words: str) -> None:
    """Keep the reason of a decision: in the file, or until it is decided."""
    words = words.strip()
    if words == workspace.review.reason(case):
        return
    workspace.review.keep_reason(case, words)
    decision = case.decision
    if decision is None or case.is_new:
        return
    with workspace.step("Say why “{words}”", words=briefly(words) or "nothing") as store:
        store.put(replace(decision, reason=words or None))
    workspace.review.forget_reason(case)
    workspace.tell("The reason is kept with the decision.")


@action("Comment on the difference…", "Review", "Alt+M", icon="noted", context="review",
        needs=open_case)  # fmt: skip
def comment_on_case(hands: Hands) -> None:
    """Say something of the chosen difference; it can be answered and resolved there."""
    hands.screen.focus("comment")


def _becomes_rule(hands: Hands) -> bool:
    review = hands.workspace.review
    return review.becomes_rule(review.case)


@action("Make the reason a rule", "Review", "Ctrl+Shift+M", icon="guide", context="review",
        needs=open_case, is_on=_becomes_rule)  # fmt: skip
def reason_to_rules(hands: Hands) -> None:
    """Put the reason to the rules for everybody, in one step with the decision."""
    workspace = hands.workspace
    review, case = workspace.review, workspace.review.need()
    words = review.reason(case).strip()
    if not words:
        hands.screen.focus("reason")
        raise Refused("Write the reason first, then it can become a rule.")
    if case.is_open:
        on = not review.becomes_rule(case)
        review.make_rule(case, on=on)
        told = "When you decide, the reason becomes a rule." if on else "It becomes no rule."
        workspace.tell(told)
        return
    label = deciding.label_of(case)
    workspace.through(lambda store: talking.add_line(store, words, label, case.decision))
    workspace.tell(say("Added “{words}” to the guidelines.", words=briefly(words)), deed="undo")
