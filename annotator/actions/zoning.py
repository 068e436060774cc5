"""Saying what a paragraph is: headline, standfirst, caption, body or boilerplate."""

from __future__ import annotations

from functools import partial

from annotator.actions.action import Action, Hands, Reason, an_article, can_write, need_article
from annotator.model.article import Zone
from annotator.model.paragraphs import LONGEST_HEADLINE
from annotator.model.scheme import Scheme, ZoneType
from annotator.model.sentences import count, say
from annotator.workspace.workspace import Workspace

BODY, HEADLINE = "body", "headline"
_ICONS = {HEADLINE: "headline"}

Stretch = tuple[int, int]


def zone_actions(scheme: Scheme) -> list[Action]:
    """Make one deed for each kind of paragraph that the scheme knows."""
    return [_action(zone, starts_group=n == 0) for n, zone in enumerate(scheme.zones)]


def _action(zone: ZoneType, *, starts_group: bool) -> Action:
    name = _shown(zone)
    return Action(
        id=f"zone_{zone.id}",
        name=say("This paragraph is {zone}", zone=name),
        menu="Article",
        run=partial(_set_zone, zone=zone),
        icon=_ICONS.get(zone.id, "zone"),
        context="project",
        needs=a_paragraph,
        is_on=partial(_is_zone, zone=zone),
        help=say("Say that the paragraph at the caret, or all that are selected, are {zone}.",
                 zone=name),
        starts_group=starts_group,
    )  # fmt: skip


def a_paragraph(hands: Hands) -> Reason | None:
    """Need a paragraph at the caret, in a project that can be changed."""
    reason = an_article(hands) or can_write(hands)
    if reason is None and not _paragraphs(hands.workspace):
        reason = "Put the caret into a paragraph first."
    return reason


def _is_zone(hands: Hands, zone: ZoneType) -> bool:
    workspace = hands.workspace
    if workspace.article is None:
        return False
    paragraphs = _paragraphs(workspace)
    return bool(paragraphs) and all(_zone_of(workspace, p) == zone.id for p in paragraphs)


def _set_zone(hands: Hands, zone: ZoneType) -> None:
    workspace = hands.workspace
    paragraphs = _paragraphs(workspace)
    words = count(len(paragraphs), "paragraph is", "paragraphs are")
    name = _shown(zone)
    if _is_zone(hands, zone):
        workspace.tell(say("{words} {zone} already", words=words, zone=name))
        return
    old = need_article(workspace).zones
    new = _zoned(workspace, paragraphs, zone.id)
    with workspace.step("{words} {zone}", words=words, zone=name) as store:
        store.remove(*(z for z in old if z not in new))
        store.put(*(z for z in new if z not in old))
    workspace.tell(say("{words} {zone} now", words=words, zone=name), deed="undo")


def _zoned(workspace: Workspace, paragraphs: list[Stretch], zone: str) -> list[Zone]:
    """Give the article's zones as they are when some paragraphs are of one kind.

    What another zone has beyond these paragraphs stays. Body text has no zone of its own, but for
    the first line where there is no other zone: without any it would be taken for the headline.
    """
    article = need_article(workspace)
    first, last = paragraphs[0][0], paragraphs[-1][1]
    zones = [part for z in article.zones for part in _without(article.text, z, first, last)]
    if not article.zones and (head := _first_line(workspace)) and head not in paragraphs:
        zones.append(Zone.of(article.id, HEADLINE, *head))
    if zone != BODY or not zones:
        zones += [Zone.of(article.id, zone, start, end) for start, end in paragraphs]
    return zones


def _without(text: str, zone: Zone, first: int, last: int) -> list[Zone]:
    """Give what is left of a zone before and after a stretch of the text."""
    if zone.end <= first or last <= zone.start:
        return [zone]
    sides = ((zone.start, min(zone.end, first)), (max(zone.start, last), zone.end))
    left = (_stripped(text, start, end) for start, end in sides)
    return [Zone.of(zone.article, zone.zone, *side) for side in left if side is not None]


def _zone_of(workspace: Workspace, paragraph: Stretch) -> str:
    article = need_article(workspace)
    start, end = paragraph
    inner = [zone for zone in article.zones if zone.start < end and start < zone.end]
    if inner:
        return min(inner, key=lambda zone: zone.end - zone.start).zone
    is_head = not article.zones and _first_line(workspace) == paragraph
    return HEADLINE if is_head else BODY


def _first_line(workspace: Workspace) -> Stretch | None:
    """Give the first line of a text without zones, which is taken for its headline."""
    text = need_article(workspace).text
    start = len(text) - len(text.lstrip())
    line = _line(text, start)
    if not any(zone.id == HEADLINE for zone in workspace.scheme.zones):
        return None
    return line if line and line[1] - line[0] <= LONGEST_HEADLINE else None


def _paragraphs(workspace: Workspace) -> list[Stretch]:
    """Give the paragraphs with the caret, the selection or the chosen mark: lines with words."""
    text, chosen = need_article(workspace).text, workspace.chosen
    place, last = workspace.selection.start, workspace.selection.end
    if chosen is not None:
        place, last = chosen.start, chosen.end
    found = []
    while place <= last:
        line = _line(text, place)
        if line is not None:
            found.append(line)
        end = text.find("\n", place)
        if end < 0 or end + 1 >= last:
            break
        place = end + 1
    return found


def _line(text: str, place: int) -> Stretch | None:
    """Give the line at a place without its outer spaces, None where nothing stands in it."""
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    return _stripped(text, start, len(text) if end < 0 else end)


def _stripped(text: str, start: int, end: int) -> Stretch | None:
    words = text[start:end]
    if not words or words.isspace():
        return None
    first = start + len(words) - len(words.lstrip())
    return first, first + len(words.strip())


def _shown(zone: ZoneType) -> str:
    return zone.name.replace("_", " ") if zone.name == zone.name.lower() else zone.name
