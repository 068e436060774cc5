"""Which entity a mark likely names: from the register, and from what its article names before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from annotator.model.naming import plain_words
from annotator.suggest.entities import Likely, Names

if TYPE_CHECKING:
    from annotator.model.span import Span
    from annotator.workspace.workspace import Workspace

_BEFORE: Final = 200
"""So many marks before one are looked at for what the article names."""
_OF_WORDS, _OF_WORD = 40, 12
"""So many entities are weighed that all words find, and that each of them finds."""
_SHORTEST: Final = 3


def likely(workspace: Workspace, span: Span) -> list[Likely]:
    """Rank the entities that a mark may name, the likeliest first; nothing where none fits."""
    register, article = workspace.register, workspace.article
    if not register.is_ready:
        return []
    label = workspace.scheme.label_ids.get(span.label, span.label)
    words = " ".join(span.quote.split())
    ids = dict.fromkeys(one.id for one, _ in register.find(words, label, _OF_WORDS))
    for word in plain_words(words):
        if len(word) >= _SHORTEST:
            ids |= dict.fromkeys(one.id for one, _ in register.find(word, label, _OF_WORD))
    before = _before(workspace, span) if article is not None and article.id == span.article else []
    ids |= dict.fromkeys(id_ for id_, _ in before)
    names = Names()
    for id_ in ids:
        one = register.get(id_)
        if one is not None:
            names.add(id_, one.label, (one.name, *one.others), uses=one.uses)
    for id_, quote in before:
        names.name_here(id_, quote)
    return names.likely(words, label)


def _before(workspace: Workspace, span: Span) -> list[tuple[str, str]]:
    """Give what the marks before one name, as the entities are read now, with their words."""
    article = workspace.article
    if article is None:
        return []
    end = article.number_of(span)
    found = []
    for other in article.spans[max(0, end - _BEFORE) : end]:
        one = workspace.register.get(other.entity)
        if one is not None and other.id != span.id:
            found.append((one.id, other.quote))
    return found
