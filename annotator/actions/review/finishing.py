"""Finishing the review of an article, going on to the next, and what many differences share."""

from __future__ import annotations

from annotator.actions.action import Hands, Reason, action, can_write, need_article
from annotator.actions.articles import short_title
from annotator.actions.review.deciding import in_review, open_case
from annotator.model.review.comparison import Case
from annotator.model.review.outcome import Choice
from annotator.model.sentences import Refused, count, say
from annotator.model.words import briefly
from annotator.questions import Choice as Way
from annotator.store.review import deciding, finishing
from annotator.store.review.comparing import Page, occurrences
from annotator.workspace.versions import NAMES
from annotator.workspace.workspace import Workspace

_ANYWAY = Way("anyway", "Finish, and leave these open")


def something_compared(hands: Hands) -> Reason | None:
    """Need an article on which somebody's work can be reviewed."""
    reason = in_review(hands) or can_write(hands)
    if reason is None and hands.workspace.review.comparison is None:
        reason = "Nobody has marked this article yet, so there is nothing to review."
    return reason


def finished_review(hands: Hands) -> Reason | None:
    """Need an article whose review is finished."""
    reason = in_review(hands) or can_write(hands)
    if reason is None and not hands.workspace.review.is_finished:
        reason = "The review of this article is not finished."
    return reason


@action("Finish review", "Review", "Ctrl+Return", "Ctrl+Enter", icon="all-done", context="review",
        needs=something_compared, starts_group=True)  # fmt: skip
def finish_review(hands: Hands) -> None:
    """Put what is agreed and decided into the gold layer, and open the next article to decide."""
    workspace = hands.workspace
    found = workspace.review.comparison
    if found is None:
        return
    left = len(found.open)
    if left:
        words = say("{differences} still open.", differences=_differences(left, "is", "are"))
        if hands.questions.way_out(words, [_ANYWAY]) is None:
            workspace.review.choose_first()
            return
    title = short_title(need_article(workspace))
    done = workspace.through(lambda store: finishing.finish(store, found, anyway=True))
    told = say(
        "Finished “{title}”: {marks} in the gold layer.",
        title=title, marks=count(done.spans, "mark", "marks"),
    )  # fmt: skip
    if done.left_out:
        some = count(len(done.left_out), "relation is", "relations are")
        told = say("{told} {some} left out: an end has no mark.", told=told, some=some)
    _go_on(workspace, told)


@action("Take up the review again", "Review", icon="restore", context="review",
        needs=finished_review)  # fmt: skip
def reopen_review(hands: Hands) -> None:
    """Say that the review of this article is not finished after all."""
    article = need_article(hands.workspace).id
    hands.workspace.through(lambda store: finishing.reopen(store, article))
    hands.workspace.tell("The review is open again. What was decided stays.", deed="undo")


@action("Next article to decide", "Review", "Ctrl+PgDown", icon="skip", context="review",
        needs=in_review)  # fmt: skip
def next_to_decide(hands: Hands) -> None:
    """Open the next article in which something is still to decide."""
    _go_on(hands.workspace, "")


def _go_on(workspace: Workspace, told: str) -> None:
    """Open the next article with something to decide, after the last one the first."""
    article = need_article(workspace).id

    def arrive(page: Page | None) -> None:
        now = workspace.article
        if now is None or now.id != article:
            return  # somebody has gone elsewhere meanwhile
        if page is not None and page.article.id != article:
            workspace.show(page.article.id)
            if told:
                workspace.tell(told, deed="undo")
            return
        nothing = say("{told} Nothing is left to decide in other articles.", told=told).lstrip()
        workspace.tell(nothing, deed="undo" if told else None)

    here = workspace.reader.item_of(article) or 0
    if not workspace.to_decide.find_next(here, arrive) and told:
        workspace.tell(told, deed="undo")


# --- many at once ---------------------------------------------------------------------------------


@action("Decide all of this kind alike", "Review", "Shift+Return", "Shift+Enter", icon="all-done",
        context="review", needs=open_case, starts_group=True)  # fmt: skip
def take_all_of_kind(hands: Hands) -> None:
    """Follow the same person in all open differences of this kind in this article."""
    workspace = hands.workspace
    case = workspace.review.need()
    alike = same_kind(workspace, case)
    if not alike:
        raise Refused("Nothing of this kind is open any more.")
    person = case.versions[workspace.review.version].persons[0]
    _follow(workspace, alike, person, NAMES[case.difference].lower())


@action("Decide it everywhere", "Review", "Ctrl+Shift+Return", "Ctrl+Shift+Enter", icon="articles",
        context="review", needs=open_case)  # fmt: skip
def take_everywhere(hands: Hands) -> None:
    """Decide alike wherever the same people differ on the same words, in the whole project."""
    workspace = hands.workspace
    case = workspace.review.need()
    alike = occurrences(workspace.reader, case, expert=workspace.shows_expert)
    if not alike:
        raise Refused("These words are not open any more anywhere.")
    person = case.versions[workspace.review.version].persons[0]
    words = briefly(deciding.words_of(workspace.need(), case))
    _follow(workspace, alike, person, say("“{words}”", words=words))


def same_kind(workspace: Workspace, case: Case) -> list[Case]:
    """List the open differences of one kind in the open article, decided by nobody yet."""
    some = workspace.review.open
    return [one for one in some if one.difference == case.difference and not one.is_disputed]


def _follow(workspace: Workspace, cases: list[Case], person: str, what: str) -> None:
    voiced = [
        one for one in cases
        if not one.is_disputed and any(person in v.persons for v in one.versions)
    ]  # fmt: skip
    review, chosen = workspace.review, workspace.review.need()
    reason = review.reason(chosen).strip() or None
    rule = chosen if reason is not None and review.becomes_rule(chosen) else None
    choice = Choice("take", person=person, reason=reason)
    workspace.through(lambda store: deciding.decide_many(store, voiced, choice, rule=rule))
    review.forget_reason(chosen)
    review.go_on()
    workspace.tell(
        say(
            "Followed {name} in {differences}: {what}.",
            name=workspace.review.name_of(person), differences=_differences(len(voiced)), what=what,
        ),
        deed="undo",
    )  # fmt: skip


@action("Accept the rest", "Review", icon="all-done", context="review", needs=open_case)
def accept_rest(hands: Hands) -> None:
    """Take every mark that is still to check as it stands: there is one version of each."""
    workspace = hands.workspace
    rest = [one for one in workspace.review.open if one.difference == "unreviewed"]
    if not rest:
        raise Refused("There are no marks of one person alone to accept.")
    workspace.through(lambda store: deciding.decide_many(store, rest, Choice("take")))
    workspace.review.choose_first()
    workspace.tell(
        say("Accepted {marks} as they stand.", marks=count(len(rest), "mark", "marks")),
        deed="undo",
    )


def _differences(number: int, one: str = "", many: str = "") -> str:
    return count(number, f"difference {one}".strip(), f"differences {many}".strip())
