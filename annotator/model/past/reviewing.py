"""What was done about rounds, decisions, comments and the guidelines."""

from __future__ import annotations

from annotator.model.past.was import Names, Was, listed, quoted, set_to, text, texts
from annotator.model.sentences import count, say

_WAYS = {
    "take": "took {words} for {it}",
    "majority": "took for {it} what most say",
    "union": "put the marks on {it} together",
    "intersection": "kept of the marks on {it} what all share",
    "nothing": "decided that nothing is there at {it}",
    "drawn": "marked {it} otherwise",
}
_PLAIN = "decided on {it}"


def of_decision(was: Was, names: Names) -> str:
    """Say what was decided on a difference."""
    value = was.after if was.is_there else was.before
    it = quoted(names.mark((texts(value.get("alternatives")) or [""])[0]))
    if not was.is_there:
        return say("left the decision on {it} open again", it=it)
    took = listed(list(dict.fromkeys(quoted(names.mark(one)) for one in texts(value.get("took")))))
    way = text(value.get("way"))
    template = _WAYS.get(way, _PLAIN) if took or way != "take" else _PLAIN
    done = say(template, it=it, words=took)
    if was.was_there:
        done = say("decided again: {done}", done=done)
    reason = text(value.get("reason"))
    return say("{done}, since {reason}", done=done, reason=quoted(reason)) if reason else done


def of_comment(was: Was, names: Names) -> str:
    """Say what was said, or that it was settled."""
    words, article = quoted(was.said("text")), quoted(names.article(was.article))
    if not was.is_there:
        return say("took out the comment {words}", words=words)
    if not was.was_there:
        if text(was.after.get("answers")):
            return say("answered {words} in {article}", words=words, article=article)
        return say("said {words} in {article}", words=words, article=article)
    parts = []
    changed = was.differing("exists", "written")
    if "resolved" in changed:
        done = "settled" if was.after.get("resolved") else "took up again"
        parts.append(say("{done} the comment {words}", done=done, words=words))
    if "text" in changed:
        old = quoted(text(was.before.get("text")))
        parts.append(say("worded the comment {old} as {words}", old=old, words=words))
    return listed(parts) or say("kept the comment {words} as it was", words=words)


def of_guideline(was: Was, _names: Names) -> str:
    """Say what was done to a line of the guidelines."""
    words = quoted(was.said("text"))
    if not was.is_there:
        return say("took {words} out of the guidelines", words=words)
    if not was.was_there:
        return say("added {words} to the guidelines", words=words)
    old = quoted(text(was.before.get("text")))
    if "text" in was.differing():
        return say("worded {old} in the guidelines as {words}", old=old, words=words)
    return say("changed what {words} in the guidelines is about", words=words)


def of_round(was: Was, names: Names) -> str:
    """Say what was done to a round."""
    name = quoted(was.said("name"))
    if not was.is_there:
        return say("took out the round {name}", name=name)
    if not was.was_there:
        people = len(texts(was.after.get("persons")))
        return say("made the round {name} for {people}", name=name,
                   people=count(people, "person", "people"))  # fmt: skip
    parts: list[str] = []
    for field in was.differing("exists", "seed"):
        it = say("the round {name}", name=name) if not parts else "it"
        parts.append(_of_round(was, names, field, it))
    return listed(parts) or say("kept the round {name} as it was", name=name)


def _of_round(was: Was, names: Names, field: str, it: str) -> str:
    is_so = bool(was.after.get(field))
    if field == "closed":
        return say("closed {it}" if is_so else "opened {it} again", it=it)
    if field == "blind":
        return say("let nobody see the others in {it}" if is_so else "let all see the others in "
                   "{it}", it=it)  # fmt: skip
    if field == "persons":
        old, new = (
            listed([quoted(names.person(one)) for one in texts(side.get("persons"))])
            for side in (was.before, was.after)
        )
        return set_to("people", it, old, new)
    called = {"each": "readers of each article", "name": "name"}.get(field, field)
    old, new = (_written(side.get(field)) for side in (was.before, was.after))
    return set_to(called, it, old, new)


def _written(value: object) -> str:
    if isinstance(value, str):
        return quoted(value)
    return f"{value}" if value is not None else ""


def of_assignment(was: Was, names: Names) -> str:
    """Say to whom an article was given to read."""
    value = was.after if was.is_there else was.before
    who = quoted(names.person(text(value.get("assignee"))))
    article = quoted(names.article(was.article))
    if was.is_there:
        return say("gave {article} to {who} to read", article=article, who=who)
    return say("took {article} from {who} again", article=article, who=who)
