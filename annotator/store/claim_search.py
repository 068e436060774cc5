"""Find marks of some labels in the whole project by their words, or by what they say in short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from annotator.model.ids import to_text
from annotator.store.log import marks

if TYPE_CHECKING:
    from annotator.model.span import Span
    from annotator.store.reader import Reader

_MOST = 30
_FIND = (
    "SELECT a.uid, i.uid FROM span s JOIN item i ON i.id = s.item JOIN item a ON a.id = s.article"
    " JOIN article t ON t.item = s.article WHERE s.label IN ({labels}) AND s.layer = 'work'"
    " AND a.uid <> ? {words} ORDER BY s.article DESC, s.start LIMIT ?"
)
_WORD = " AND (s.quote LIKE ? ESCAPE '\\' OR s.attributes LIKE ? ESCAPE '\\')"


def claims_with(
    reader: Reader, labels: Sequence[str], words: str, *, besides: str, most: int = _MOST
) -> list[Span]:
    """Find marks in which all of these words stand, or in what is said of them.

    Those of the article `besides` are left out; the article that came last is first. Capital and
    small letters are the same in the Latin script alone, as SQLite has it. What the reader may not
    see is not found.
    """
    wanted = words.split()
    if not labels or not wanted:
        return []
    query = _FIND.format(labels=marks(labels), words=_WORD * len(wanted))
    likes = [f"%{_escaped(word)}%" for word in wanted for _ in range(2)]
    rows = reader.sql.execute(query, [*labels, bytes.fromhex(besides), *likes, most])
    return list(_spans(reader, [(article.hex(), to_text(uid)) for article, uid in rows]))


def _spans(reader: Reader, found: Sequence[tuple[str, str]]) -> Iterable[Span]:
    by_article: dict[str, list[str]] = {}
    for article, id_ in found:
        by_article.setdefault(article, []).append(id_)
    for article, ids in by_article.items():
        yield from reader.spans(article, ids)


def _escaped(word: str) -> str:
    for sign in "\\%_":
        word = word.replace(sign, f"\\{sign}")
    return word
