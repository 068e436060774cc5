"""What the claim table says in words: heads, lines under sources, cells, and citations."""

from __future__ import annotations

from typing import Final

from annotator.model.claims.claim import Citation, Claim
from annotator.model.claims.subjects import Column
from annotator.model.claims.table import SIGNS, Cell, Row, State, Table, Way
from annotator.model.paragraphs import paragraph_sign
from annotator.model.sentences import count, say

HEADS: Final[dict[Column, str]] = {
    "who": "Who", "where": "Where", "weapon": "Weapon", "harm": "Harm", "why": "Why",
}  # fmt: skip
STATES: Final[dict[State, str]] = {
    "first": "first to say it", "agrees": "agrees", "differs": "differs",
    "unsettled": "unsettled", "declines": "declines to say", "silent": "silent",
}  # fmt: skip
_COMPARED: Final[dict[Way, str]] = {
    "first": "first to say it", "majority": "said by most", "source": "compared with",
}  # fmt: skip
_NOUNS: Final[dict[Column, tuple[str, str]]] = {
    "who": ("answer", "answers"), "where": ("place named", "places named"),
    "weapon": ("word", "words"), "harm": ("answer", "answers"), "why": ("reason", "reasons"),
}  # fmt: skip


def state_words(state: State, way: Way = "first") -> str:
    """Say what a sign means, as cells are compared now."""
    return _COMPARED[way] if state == "first" else STATES[state]


def table_remark(table: Table) -> str:
    """Say how many sources and claims there are."""
    return say(
        "{sources}, {claims}",
        sources=count(len(table.rows), "source", "sources"),
        claims=count(len(table.claims), "claim", "claims"),
    )


def column_remark(table: Table, column: Column) -> str:
    """Say in a few words how far a column is one: “3 agree”, “1 answer, 2 open”, “nobody says”."""
    states = [row.cells[column].state for row in table.rows]
    answers = states.count("first") + states.count("differs")
    still_open = states.count("unsettled") + states.count("declines")
    if not answers + still_open:
        return "nobody says"
    if answers == 1 and not still_open and states.count("agrees"):
        return say("{n} agree", n=1 + states.count("agrees"))
    parts = [count(answers, *_NOUNS[column])] if answers else []
    return ", ".join([*parts, *([say("{n} open", n=still_open)] if still_open else [])])


def places(row: Row) -> str:
    """Say where the claims of a source stand: “¶4, ¶6”, in an article's other parts by name."""
    return ", ".join(dict.fromkeys(place_words(claim.citation) for claim in row.claims))


def place_words(citation: Citation) -> str:
    """Say in which paragraph, or other part of the article, words stand."""
    if citation.zone:
        return citation.zone
    return paragraph_sign(citation.paragraph) if citation.paragraph is not None else ""


def cues(row: Row) -> str:
    """Give the words by which the article attributes the claims of a source."""
    return " ".join(dict.fromkeys(f"“{cue}”" for claim in row.claims for cue in claim.cue[:1]))


def reprints(row: Row) -> str:
    """Say how often the claims of a source were only repeated; nothing where they were not."""
    return say("repeated {n}×", n=row.reprints) if row.reprints else ""  # noqa: RUF001 - times


def cell_words(cell: Cell) -> str:
    """Write a cell as plain text: its sign, its quotation and its remark."""
    if cell.state == "silent":
        return SIGNS["silent"]
    remark = f" ({cell.remark})" if cell.remark else ""
    return f"{SIGNS[cell.state]} {cell.words}{remark}"


def spoken(row: Row, column: Column, way: Way) -> str:
    """Say a cell as a screen reader does: row, column, sign in words, and quotation."""
    cell = row.cells[column]
    words = say("{source}, {column}: {state}", source=row.source.name, column=HEADS[column],
                state=state_words(cell.state, way))  # fmt: skip
    remark = f", {cell.remark}" if cell.remark else ""
    return f"{words}{remark}: {cell.words}" if cell.said else words


def cited(citation: Citation) -> str:
    """Cite where words stand: title, who published it, date and paragraph."""
    parts = (
        f"“{citation.title}”" if citation.title else "", citation.published_by, citation.date,
        place_words(citation),
    )  # fmt: skip
    return ", ".join(part for part in parts if part)


def claim_of(row: Row, column: Column) -> Claim | None:
    """Give the claim to which a cell leads; a silent one leads to the first of its row."""
    by_id = {claim.id: claim for claim in row.claims}
    said = row.cells[column].said
    return by_id.get(said[0].claim) if said else next(iter(row.claims), None)


def quoted(row: Row, column: Column) -> str:
    """Write a cell's words with who says them and where, as they are copied."""
    claim = claim_of(row, column)
    cell = row.cells[column]
    if claim is None or not cell.said:
        return say("{source}: silent", source=row.source.name)
    return say("{source}: “{words}” ({where})", source=row.source.name,
               words=cell.words.strip('“”"'), where=cited(claim.citation))  # fmt: skip
