"""A text that was pasted or dropped becomes an article."""

from __future__ import annotations

from datetime import date

from annotator.model.article import Article, Sighting
from annotator.model.sentences import Refused
from annotator.model.text import LONGEST, checked, normalise, sha256_of, title_of
from annotator.store.store import Store

NAME = "The pasted text"
"""What sentences call it."""


def looked_at(words: str) -> str:
    """Give a pasted text as it would be kept. Raises Refused where it cannot be an article."""
    size = len(words.encode("utf-8", "surrogatepass"))
    if size > LONGEST:
        raise Refused(
            "{name} has {size} MB, and an article can have {most} MB at most. Nothing was changed. "
            "Bring it in in parts.",
            name=NAME, size=f"{size / 1_000_000:.1f}", most=LONGEST // 1_000_000,
        )  # fmt: skip
    return checked(normalise(words), NAME)


def article_of(title: str, text: str) -> Article:
    """Make the article of a text; without a title it is its first line."""
    return Article(sha256_of(text), title=" ".join(title.split()) or title_of(text))


def bring_in(store: Store, article: Article, text: str) -> None:
    """Add a pasted article, inside a step, and note the day on which it was found."""
    store.add_article(article, text)
    store.put(Sighting.of(article.id, title=article.title, retrieved=date.today().isoformat()))  # noqa: DTZ011 - the day where the reader is
