"""The pages of the guide as Markdown. Keys come from the table of deeds, labels from the scheme.

In a page `{key:undo}` stands for the keys of a deed, `{deed:undo}` for its name, and a line
`{all:keys}` or `{all:labels}` for a whole list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from annotator.actions.action import MENUS, Action
from annotator.model.scheme import Label, Level, Scheme
from annotator.resources import resource
from annotator.ui.parts.words import key_text

PAGES = (
    "first-steps", "marking", "suggestions", "reading", "labels", "details", "sources", "events",
    "claims", "entities", "reviewing", "keys", "in-and-out", "exchange", "conflicts", "rounds",
    "agreement", "safety", "privacy", "troubles",
)  # fmt: skip
"""The pages in order: each is a file of resources/guide."""

_PLACE = re.compile(r"\{(key|deed|all):([a-z0-9_]+)\}")
_PAD = "\N{NO-BREAK SPACE}"
"""Room on both sides of a key, inside its ground."""
_WHERE = {
    "article": " (in the article)",
    "find": " (in the find bar)",
    "review": " (in the review)",
    "entities": " (on the page Entities)",
}
_LEVELS: dict[Level, str] = {
    "default": "Always there",
    "expert": "Expert labels, once they are switched on",
    "reviewer": "For reviewers",
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page: the name by which links know it, its title, and its Markdown."""

    name: str
    title: str
    text: str


def pages(actions: Iterable[Action], scheme: Scheme) -> list[Page]:
    """Give all pages, filled in. Raises KeyError where one names a deed that is not there."""
    known = {action.id: action for action in actions}
    return [_page(name, known, scheme) for name in PAGES]


def source(name: str) -> str:
    """Give a page as it was written."""
    return resource(f"guide/{name}.md").read_text(encoding="utf-8")


def _page(name: str, known: Mapping[str, Action], scheme: Scheme) -> Page:
    text = _PLACE.sub(lambda found: _filled(found[1], found[2], known, scheme), source(name))
    title = text.partition("\n")[0].removeprefix("# ").strip()
    return Page(name, title, text)


def _filled(kind: str, name: str, known: Mapping[str, Action], scheme: Scheme) -> str:
    if kind == "all":
        lines = _keys(known.values()) if name == "keys" else _labels(scheme)
        return "\n".join(lines)
    action = known[name]
    if kind == "deed":
        return f"**{_plain(action.name)}**"
    if not action.keys:
        raise KeyError(f"{name} has no key")
    return _key(action.keys[0])


def _key(keys: str) -> str:
    shown = f"{_PAD}{key_text(keys)}{_PAD}"
    return f"`` {shown} ``" if "`" in shown else f"`{shown}`"


def _plain(words: str) -> str:
    """Write words so that Markdown takes them for nothing else."""
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", " ".join(words.split()))


def _keys(actions: Iterable[Action]) -> Iterator[str]:
    """Write all deeds that have a key, by menu."""
    everything = list(actions)
    for menu in MENUS:
        keyed = [action for action in everything if action.menu == menu and action.keys]
        if keyed:
            yield f"\n## {menu}\n"
            yield "| Key | What it does |"
            yield "|---|---|"
            for action in keyed:
                keys = " ".join(dict.fromkeys(_key(keys) for keys in action.keys))
                where = _WHERE.get(action.context, "")
                yield f"| {keys} | {_plain(action.name)}{where} |"


def _labels(scheme: Scheme) -> Iterator[str]:
    """Write the labels of the scheme with their keys and what they are for, by level."""
    for level, words in _LEVELS.items():
        found = [item for item in scheme.labels if item.level == level and not item.retired]
        if found:
            yield f"\n## {words}\n"
            for item in found:
                yield f"{_label(item)}\n"


def _label(item: Label) -> str:
    keys = " or ".join(_key(key) for key in (item.key, item.alt_key) if key)
    help_ = _plain(item.help or "The scheme says nothing more about it.")
    return f"**{_plain(item.name)}** {keys}  \n{help_}"
