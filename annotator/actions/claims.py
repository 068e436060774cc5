"""What can be done with claims: go to their words, copy and export a table, assess an event."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from html import escape
from pathlib import Path

from annotator.actions.action import Hands, Reason, a_project, action, can_write
from annotator.formats.claim_table import (
    claim_values,
    list_csv,
    list_markdown,
    table_csv,
    table_html,
    table_markdown,
    table_tabs,
    table_values,
)
from annotator.formats.files import write_lines
from annotator.model.claims.claim import Claim
from annotator.model.claims.saying import quoted
from annotator.model.claims.subjects import Column
from annotator.model.claims.table import Row, Table
from annotator.model.event import Event
from annotator.model.scheme import EVENT_CARD, Attribute
from annotator.model.sentences import Refused, say
from annotator.questions import Choice
from annotator.settings import data_folder
from annotator.store.claims.events import chosen_claims

_NONE = "none"
_FORBIDDEN = '/\\:*?"<>|'


def a_table(hands: Hands) -> Reason | None:
    """Need the claim table of an event."""
    reason = a_project(hands)
    if reason is None and (hands.screen.page() != "claims" or hands.workspace.claims.table is None):
        reason = "Choose an event, or some claims, on the page Claims first."
    return reason


def an_event(hands: Hands) -> Reason | None:
    """Need an event that can be assessed."""
    reason = a_table(hands) or can_write(hands)
    if reason is None and hands.workspace.claims.card is None:
        reason = "Choose an event on the page Claims first."
    if reason is None and hands.workspace.scheme.assessment is None:
        reason = "The scheme of this project has no assessment of events."
    return reason


# --- going to the words ---------------------------------------------------------------------------


def open_words(hands: Hands, article: str, claim: str, start: int, end: int) -> None:
    """Show words of a claim in their article, and offer the way back. Offsets: code points.

    Raises Refused where the text is not in this file.
    """
    workspace = hands.workspace
    whose = next((s.person for s in workspace.reader.spans(article) if s.id == claim), None)
    workspace.show(article, whose=whose)
    at_hand = workspace.article
    if at_hand is not None and at_hand.span(claim) is not None:
        workspace.choose(at_hand.span(claim))
    workspace.pick(start, end, claim if workspace.chosen is not None else None)
    hands.screen.turn_to("annotate")
    workspace.tell("These are the words of the claim.", deed="claims_page")


def open_claim(hands: Hands, claim: Claim) -> None:
    """Show a claim in its article. Raises Refused where the text is not in this file."""
    open_words(hands, claim.article, claim.id, claim.start, claim.end)


def copy_cell(hands: Hands, row: Row, column: Column) -> None:
    """Copy what a source says in a column, with its citation."""
    words = quoted(row, column)
    hands.screen.copy_written(words, f"<p>{escape(words)}</p>")
    hands.workspace.tell("Copied the words with their citation.")


# --- taking claims along --------------------------------------------------------------------------


@action("Copy the claim table", "Edit", "Ctrl+Shift+T", icon="copy", context="project",
        needs=a_table)  # fmt: skip
def copy_claims(hands: Hands) -> None:
    """Copy the claim table with its citations, for a spreadsheet or a document."""
    table, title = _table(hands)
    hands.screen.copy_written(table_tabs(table), table_html(table, title))
    hands.workspace.tell("Copied the table with its citations.")


@action("Export claims…", "Project", icon="export", context="project", needs=a_project)
def export_claims(hands: Hands) -> None:
    """Write the claim table that is shown, or the claims listed, as CSV, Markdown or JSON."""
    workspace = hands.workspace
    store, claims = workspace.need(), workspace.claims
    if claims.index is None:
        raise Refused("The claims are still being read. Go to the page Claims, and wait a moment.")
    table = claims.table
    stem = say("Claims {name}", name=claims.title if table is not None else store.path.stem)
    folder = Path.home() if store.path.parent == data_folder() else store.path.parent
    name = "".join("-" if sign in _FORBIDDEN else sign for sign in stem)[:80]
    path = hands.questions.claims_file(folder / f"{name}.csv")
    if path is None:
        return
    if table is not None:
        lines = _of_table(table, claims.title, claims.card, path.suffix.lower())
    else:
        everything = chosen_claims(
            workspace.reader, claims.index, workspace.person.id, claims.listed, len(claims.index)
        )
        lines = _of_list(everything, path.suffix.lower())
    write_lines(path, (line.encode() for line in lines))
    workspace.tell(say("Wrote {name}.", name=path.name), floats=True)


def _table(hands: Hands) -> tuple[Table, str]:
    claims = hands.workspace.claims
    if claims.table is None:
        raise Refused("No event is chosen.")
    return claims.table, claims.title


def _of_table(table: Table, title: str, event: Event | None, ending: str) -> Iterable[str]:
    if ending == ".json":
        about: dict[str, object] = {"title": title}
        if event is not None:
            about["event"] = {"id": event.id, "title": event.title, "date": event.date}
        return [json.dumps(about | table_values(table), ensure_ascii=False)]
    return table_markdown(table, title) if ending == ".md" else table_csv(table)


def _of_list(claims: list[Claim], ending: str) -> Iterable[str]:
    if ending == ".json":
        return [json.dumps({"claims": list(map(claim_values, claims))}, ensure_ascii=False)]
    return list_markdown(claims) if ending == ".md" else list_csv(claims)


# --- what the team believes -----------------------------------------------------------------------


@action("Assess the event…", "Review", icon="review", context="project", needs=an_event,
        starts_group=True)  # fmt: skip
def assess_event(hands: Hands) -> None:
    """Say what the team believes of the event; it is kept apart from what the sources say."""
    _judge(hands, "assessment")


@action("Rate the sources of the event…", "Review", icon="source", context="project",
        needs=an_event)  # fmt: skip
def rate_sources(hands: Hands) -> None:
    """Say how reliable the sources of the event usually are, from A to F."""
    _judge(hands, "source_reliability")


@action("Rate what is said of the event…", "Review", icon="claims", context="project",
        needs=an_event)  # fmt: skip
def rate_information(hands: Hands) -> None:
    """Say how credible the information on the event is, from 1 to 6."""
    _judge(hands, "information_credibility")


def _judge(hands: Hands, name: str) -> None:
    workspace, event = hands.workspace, hands.workspace.claims.card
    attribute = workspace.scheme.attribute(EVENT_CARD, name)
    if event is None or attribute is None:
        raise Refused("The scheme of this project has no such judgement.")
    held = next((value for known, value in event.attributes if known == name), None)
    answer = hands.questions.choose(
        say("{what} of “{title}”", what=_called(attribute), title=event.title),
        [
            Choice(one.id, one.name.replace("_", " "), one.help or "") for one in attribute.values
        ] + [Choice(_NONE, "Take it back")] * (held is not None),
        chosen=held,
    )  # fmt: skip
    if answer is not None:
        _set(hands, event, attribute, None if answer == _NONE else answer)


def _set(hands: Hands, event: Event, attribute: Attribute, value: str | None) -> None:
    others = [(name, known) for name, known in event.attributes if name != attribute.id]
    mine = [(attribute.id, value)] if value is not None else []
    with hands.workspace.step("Assess the event {title}", title=event.title) as store:
        store.put(replace(event, attributes=tuple(sorted(others + mine))))


def _called(attribute: Attribute) -> str:
    return attribute.name.replace("_", " ").capitalize()
