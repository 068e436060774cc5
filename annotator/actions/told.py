"""What is said after something was brought in or sent out: one sentence, and a list if need be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.actions import articles
from annotator.formats.format import BroughtIn, Out, WrittenOut
from annotator.model.sentences import count, say
from annotator.store.exchange.bundle import BundleWritten
from annotator.store.reader import Stock

_ON_THE_COMMAND_LINE = (
    (r"; bring it in with --replace, or under another name with --as", ""),
    (r" \(--replace takes the file's\)", ""),
    (
        r"For a text with another ending say --format text\.",
        "Give a text with another ending the ending .txt first.",
    ),
    (
        r" To have its articles here nevertheless: annotator import .*",
        " To have its articles here nevertheless, choose it in “Import…” in the menu Project.",
    ),
    (
        r"Answer with: annotator bundle PROJECT OUT --since .*",
        "Answer it with “Send my work…” in the menu Project.",
    ),
    (
        r"Texts and records are brought in with: annotator import",
        "Texts and records are brought in with “Import…” in the menu Project.",
    ),
    (
        r"One is made with: annotator bundle PROJECT OUT --ask",
        "One is made with “Ask for what I lack…” in the menu Project.",
    ),
    (r" with: annotator bundle PROJECT OUT$", " with “Send my work…” in the menu Project."),
    (
        r"(Ask the colleague for a bundle): annotator bundle PROJECT OUT",
        r"\1: it is written with “Send my work…” in the menu Project.",
    ),
    (r"Look with: annotator check", "Choose “Check the project” to see more."),
    (
        r"Bring it in with: annotator merge .*",
        "Choose “Bring in a colleague's work…” in the menu Project.",
    ),
    (r"Ask for all of it: annotator bundle PROJECT OUT", "Ask for a bundle of all of it."),
    (r" Make a project with: annotator new .*", " Make a new project, or look for it."),
    (
        r"Restore a backup with: annotator restore .*",
        "Restore a backup, or save what can be read: both are in the menu Project.",
    ),
)
"""What sentences advise on the command line, and what instead of it in the window."""


def in_the_window(sentence: str) -> str:
    """Put advice for the window into a sentence in the place of that for the command line."""
    for there, here in _ON_THE_COMMAND_LINE:
        sentence = re.sub(there, here, sentence, flags=re.DOTALL)
    return sentence


# --- in -------------------------------------------------------------------------------------------


def brought_in(
    done: BroughtIn, others: Sequence[str], projects: Sequence[str]
) -> tuple[str, list[str]]:
    """Say in one sentence what came in, and list what was left out or should be known.

    `others` are those whose marks came in; `projects` are files that were left alone.
    """
    words = _what_came(done)
    skipped = len(done.skipped) + len(projects)
    if skipped:
        words += say(" {n} left out.", n=count(skipped, "was", "were"))
    lines = [in_the_window(line) for line in (*done.skipped, *done.notes)]
    lines += [say("{name}: it is a project. Open it by itself.", name=name) for name in projects]
    lines += [_how_to_see(name) for name in others]
    return words, lines


def _what_came(done: BroughtIn) -> str:
    parts = [
        words
        for number, words in (
            (done.articles, count(done.articles, "new article", "new articles")),
            (done.spans, count(done.spans, "mark", "marks")),
            (done.relations, count(done.relations, "relation", "relations")),
        )
        if number
    ]
    if parts:
        return say("Imported {what}.", what=_listed(parts))
    if done.lines:
        return say("Imported what was new in {what}.", what=count(done.lines, "line", "lines"))
    if done.unchanged:
        return "All of it was there already, word for word. Nothing was changed."
    return "There was nothing to import in it. Articles are files that end in .txt or .jsonl."


def _how_to_see(name: str) -> str:
    return say("Marks of {name} came in. They are kept apart from yours: to see them, open the "
               "article and choose “{deed}” in the menu Article.",
               name=name, deed=articles.show_whose.name)  # fmt: skip


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


# --- out ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Going:
    """How many articles an export takes along, and how many it leaves."""

    going: int
    left: int


def left_behind(stock: Stock, options: Out) -> Going:
    """Count what an export takes along and what it leaves."""
    if options.layer == "gold":
        return Going(stock.gold, 0)
    done = max(stock.done, stock.gold) if options.layer == "all" else stock.done
    going = stock.articles if options.all_articles else done
    return Going(going, stock.articles - going)


def written_out(done: WrittenOut) -> str:
    """Say in one or two sentences what was written, and what stayed behind."""
    words = say("Exported {articles} with {spans} to {name}.",
                articles=count(done.articles, "article", "articles"),
                spans=count(done.spans, "mark", "marks"), name=done.path.name)  # fmt: skip
    left = list(_reasons(done.left))
    if left:
        words += say(" Not finished, so left out: {what}.", what=_listed(left))
    return words


def _reasons(left: dict[str, int]) -> Iterator[str]:
    for status, number in left.items():
        yield f"{number:,} {status.replace('_', ' ')}"


def bundled(done: BundleWritten) -> str:
    """Say in one or two sentences what was written for a colleague."""
    counts = done.counts
    if not counts.changes and not counts.texts:
        return say("Wrote {name}, but there is nothing in it: nothing of this is missing there.",
                   name=done.path.name)  # fmt: skip
    parts = [
        words
        for number, words in (
            (counts.articles, count(counts.articles, "article", "articles")),
            (counts.spans, count(counts.spans, "mark", "marks")),
            (counts.texts, count(counts.texts, "text", "texts")),
        )
        if number
    ]
    on = say(" with {what}", what=_listed(parts)) if parts else ""
    words = say("Wrote {name}: {changes}{on}.", name=done.path.name, on=on,
                changes=count(counts.changes, "change", "changes"))  # fmt: skip
    if done.is_part:
        words += " It is a part of the work. Whoever brings it in is told what is missing."
    return words
