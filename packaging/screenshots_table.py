"""Every screen that is drawn, by the name of its picture."""

from __future__ import annotations

from dataclasses import dataclass

from screenshots_projects import SAMPLE
from screenshots_screens import (
    Screen,
    arabic,
    asking,
    bring_in,
    bring_in_several,
    choosing,
    colleague,
    crash,
    damaged,
    doing,
    every_rocket,
    expert,
    find,
    find_labels,
    find_pattern,
    focused_tile,
    ghost_menu,
    guide,
    head,
    hover,
    hover_claim,
    label_menu,
    letters,
    library,
    likely,
    long,
    mark_menu,
    mixed,
    names,
    next_ghost,
    not_saved,
    nothing_found,
    one_rocket,
    overlap,
    palette_for,
    paste,
    picked,
    read_only,
    refused,
    report,
    set_otherwise,
    steps,
    trouble,
    who_are_you,
    working,
    zoomed,
)
from screenshots_stage import Stage

from annotator.actions.dimming import DIM


@dataclass(frozen=True)
class Shot:
    """A screen, and where it is drawn."""

    screen: Screen
    project: str | None = SAMPLE
    is_telling: bool = False
    """It is drawn in high contrast and from right to left too."""
    recent: tuple[str, ...] = ()
    """The projects on the start page, where none is open."""


SHOTS: dict[str, Shot] = {
    "start": Shot(Stage.rest, None, True,
                  (SAMPLE, "Training set, rockets and drones", "Arabic pilot")),
    "start-first": Shot(lambda _: None, None),
    "annotate": Shot(every_rocket, is_telling=True),
    "nothing-chosen": Shot(head),
    "claim": Shot(choosing("American forces", "claim")),
    "weapon": Shot(choosing("artillery", "weapon")),
    "actor": Shot(choosing("Pentagon", "actor")),
    "picked": Shot(picked, is_telling=True),
    "expert": Shot(expert, is_telling=True),
    "names": Shot(names),
    "letters": Shot(letters),
    "dimmed": Shot(steps(head, doing(f"{DIM}location")), is_telling=True),
    "focus-mode": Shot(steps(choosing("Pentagon", "actor"), doing("focus_mode")), is_telling=True),
    "ghosts": Shot(one_rocket, is_telling=True),
    "ghost-picked": Shot(next_ghost, is_telling=True),
    "ghost-menu": Shot(ghost_menu),
    "likely": Shot(likely),
    "find": Shot(find),
    "find-list": Shot(steps(find, doing("list_hits")), is_telling=True),
    "find-pattern": Shot(find_pattern),
    "find-labels": Shot(find_labels),
    "hover": Shot(hover, is_telling=True),
    "hover-claim": Shot(hover_claim),
    "refused": Shot(refused),
    "armed": Shot(focused_tile, is_telling=True),
    "not-saved": Shot(not_saved),
    "working": Shot(working),
    "zoomed": Shot(zoomed),
    "set-otherwise": Shot(set_otherwise),
    "text-only": Shot(doing("text_only")),
    "library": Shot(library),
    "nothing-found": Shot(nothing_found),
    "mark-menu": Shot(mark_menu),
    "label-menu": Shot(label_menu),
    "menu": Shot(asking("menu")),
    "palette": Shot(doing("commands")),
    "palette-words": Shot(palette_for("cla"), is_telling=True),
    "palette-nothing": Shot(palette_for("xyzzy")),
    "keys": Shot(doing("keys"), is_telling=True),
    "guide": Shot(guide("first-steps"), is_telling=True),
    "guide-keys": Shot(guide("keys")),
    "guide-labels": Shot(guide("labels")),
    "guide-suggestions": Shot(guide("suggestions")),
    "settings": Shot(doing("settings"), is_telling=True),
    "article-details": Shot(asking("article_details")),
    "new-project": Shot(asking("new_project")),
    "export": Shot(asking("export"), is_telling=True),
    "send": Shot(asking("send_work"), "Colleagues", is_telling=True),
    "bring-in": Shot(bring_in, is_telling=True),
    "bring-in-several": Shot(bring_in_several),
    "who-are-you": Shot(who_are_you),
    "entity": Shot(asking("entity", choosing("Pentagon", "actor"))),
    "note": Shot(asking("note", choosing("Pentagon", "actor"))),
    "paste": Shot(paste),
    "report": Shot(report),
    "crash": Shot(crash),
    "trouble": Shot(trouble, is_telling=True),
    "damaged": Shot(damaged),
    "empty": Shot(lambda _: None, "Empty"),
    "colleague-told": Shot(lambda _: None, "Colleagues"),
    "colleague": Shot(colleague, "Colleagues", is_telling=True),
    "whose": Shot(asking("show_whose"), "Colleagues"),
    "overlap": Shot(overlap),
    "read-only": Shot(read_only),
    "arabic": Shot(arabic, is_telling=True),
    "mixed": Shot(mixed, is_telling=True),
    "long": Shot(long, "Long"),
    "many-labels": Shot(lambda _: None, "Labels", is_telling=True),
}  # fmt: skip
