"""What can be said of a whole article: the fields of the scheme, and those every article has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from annotator.model.article import Article
from annotator.model.scheme import ArticleField, Scheme
from annotator.store.kinds import Json

Kind = Literal["line", "lines", "date", "language", "choice"]

TRANSLATIONS: Final = (
    ("none", "not"), ("machine", "by machine"), ("human", "by people"), ("unknown", "unknown"),
)  # fmt: skip
_OWN: Final[dict[str, tuple[str, Kind]]] = {
    "title": ("Title", "lines"),
    "source": ("Source", "line"),
    "publisher": ("Publisher", "line"),
    "author": ("Author", "line"),
    "published": ("Published", "date"),
    "url": ("Address", "line"),
    "language": ("Language", "language"),
    "translation": ("Translated", "choice"),
    "original_language": ("Original", "language"),
    "licence": ("Licence", "line"),
    "note": ("Note", "lines"),
}
"""The fields every article has, in their order: name and kind."""
_SAME: Final = {
    "author_or_byline": "author", "byline": "author", "date_published": "published",
    "retrieved_at": "retrieved", "license": "licence",
}  # fmt: skip
"""Fields of a scheme that every article has under another id."""
_ELSEWHERE: Final = frozenset(
    {"retrieved", "relevant", "status", "sha256", "duplicate_of", "original"}
)
"""What is set by other deeds, or comes with the article."""
_TYPES: Final[dict[str, Kind]] = {
    "text": "line", "choice": "choice", "date": "date", "datetime": "line", "bcp47": "language",
}  # fmt: skip
_ATTRIBUTE = "attributes."


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form."""

    id: str
    """As the store knows it: a field of Article, or `attributes.` and the id in the scheme."""
    name: str
    kind: Kind
    choices: tuple[tuple[str, str], ...] = ()
    """Pairs of id and words."""
    default: str | None = None
    """The id of the choice that holds where nothing was said."""
    help: str = ""

    @property
    def is_attribute(self) -> bool:
        """Say whether only the scheme knows it."""
        return self.id.startswith(_ATTRIBUTE)


def fields_of(scheme: Scheme) -> list[Field]:
    """List the fields of the form: those that every article has, then the scheme's other ones."""
    theirs = {_SAME.get(f.id, f.id): f for f in scheme.article_fields if not f.computed}
    own = [_own(id_, theirs.get(id_)) for id_ in _OWN]
    return [*own[:-1], *_others(theirs), own[-1]]


def _own(id_: str, theirs: ArticleField | None) -> Field:
    name, kind = _OWN[id_]
    named = theirs is not None and theirs.name not in (theirs.id, "")
    choices: tuple[tuple[str, str], ...] = ()
    if kind == "choice":
        said = dict(TRANSLATIONS)
        offered = [(c.id, c.name) for c in theirs.values] if theirs is not None else []
        choices = (
            tuple(
                (choice, said.get(choice, words) if words == choice else words)
                for choice, words in offered
            )
            or TRANSLATIONS
        )
    return Field(
        id_, theirs.name if named and theirs is not None else name, kind, choices,
        theirs.default if theirs is not None and kind == "choice" else None,
        (theirs.help or "") if theirs is not None else "",
    )  # fmt: skip


def _others(theirs: dict[str, ArticleField]) -> Iterator[Field]:
    for id_, field in theirs.items():
        kind = _TYPES.get(field.type)
        if id_ in _OWN or id_ in _ELSEWHERE or kind is None:
            continue
        choices = tuple((c.id, _shown(c.name)) for c in field.values)
        name = field.name if field.name != field.id else _shown(field.id).capitalize()
        default = field.default if kind == "choice" else None
        yield Field(_ATTRIBUTE + id_, name, kind, choices, default, field.help or "")


def _shown(name: str) -> str:
    return name.replace("_", " ")


def value_of(article: Article, field: Field) -> str:
    """Give what is known of a field; nothing where it is not."""
    if field.is_attribute:
        wanted = field.id.removeprefix(_ATTRIBUTE)
        return next((value for name, value in article.attributes if name == wanted), "")
    return str(getattr(article, field.id) or "")


def stored(field: Field, words: str) -> Json:
    """Give the value that the store keeps; what is empty is no value."""
    if not words:
        return None
    return [words] if field.is_attribute else words
