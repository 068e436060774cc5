"""How the figures of an agreement are called, and what each of them means, in plain words."""

from __future__ import annotations

from typing import Final

from annotator.model.agreement.figure import Figure, Measure, standing
from annotator.model.agreement.study import Study
from annotator.model.sentences import say

NAMES: Final[dict[Measure, str]] = {
    "f1_exact": "Same words, same label (F1)",
    "f1_overlap": "Overlapping words, same label (F1)",
    "f1_exact_blind": "Same words, any label (F1)",
    "f1_overlap_blind": "Overlapping words, any label (F1)",
    "f1_relations": "Relations (F1)",
    "alpha_u": "Boundaries and labels together (u-alpha)",
    "alpha_boundaries": "Boundaries (|u-alpha)",
    "alpha_labels": "Labels, where several marked (cu-alpha)",
    "alpha_called": "Called the same, where several marked ((k)u-alpha)",
    "alpha_label": "Marking of this label (u-alpha)",
    "alpha_attribute": "Attribute (alpha)",
    "alpha_relation_type": "Type of relation (alpha)",
}
MEANINGS: Final[dict[Measure, str]] = {
    "f1_exact": "how often two people marked exactly the same words with the same label",
    "f1_overlap": "the same, where it is enough that the words overlap",
    "f1_exact_blind": "how often they marked exactly the same words, whatever the label",
    "f1_overlap_blind": "how often they marked overlapping words, whatever the label",
    "f1_relations": "how often they tied the same two marks by the same type of relation",
    "alpha_u": "whether the same stretches of text got the same labels, beyond chance",
    "alpha_boundaries": "whether the same stretches were marked at all, beyond chance",
    "alpha_labels": "whether what several people marked got the same label, beyond chance",
    "alpha_called": "the same for one label",
    "alpha_label": "whether the same stretches got this one label, beyond chance",
    "alpha_attribute": "whether marks that answer to each other got the same value, beyond chance",
    "alpha_relation_type": "whether relations between the same marks got the same type",
}
STANDINGS: Final = {
    "reliable": "reliable",
    "tentative": "good for tentative conclusions",
    "low": "too low: discuss it first",
}


def named(study: Study, figure: Figure) -> str:
    """Say what a figure is of: labels, an attribute, or all."""
    if figure.of is None:
        return "all"
    owner, dot, attribute = figure.of.partition(".")
    if not dot:
        return ", ".join(study.label_name(label) for label in figure.of.split(","))
    names = study.scheme.attribute_names(owner)
    called = study.scheme.label_names.get(owner) or study.scheme.relation_names.get(owner, owner)
    return f"{called} {names.get(attribute, attribute)}"


def whom(study: Study, pair: int | None) -> str:
    """Say between whom."""
    if pair is None:
        return "everybody"
    first, second = study.pairs[pair]
    return f"{study.name(first)} and {study.name(second)}"


def value(figure: Figure) -> str:
    """Write a number with two places, its interval behind it; a dash where there is none."""
    if figure.value is None:
        return "-"
    shown = f"{figure.value:.2f}"
    if figure.low is None or figure.high is None:
        return shown
    return f"{shown} ({figure.low:.2f} to {figure.high:.2f})"


def verdict(figure: Figure) -> str:
    """Say what an alpha is good for; nothing of an F1, for which no bounds are agreed."""
    if figure.value is None or not figure.measure.startswith("alpha"):
        return figure.why or ""
    return STANDINGS[standing(figure.value)]


def in_words(study: Study, figure: Figure) -> str:
    """Say in one plain sentence what a figure of the headline means; why, where it has no value."""
    if figure.value is None:
        return figure.why or ""
    if figure.measure == "f1_exact":
        return say(
            "Of 100 marks, {n} were made by the other person too: the same words, the same label.",
            n=round(figure.value * 100),
        )  # fmt: skip
    if figure.measure == "f1_overlap":
        return say("Of 100 marks, {n} were made by the other person too, where it is enough "
                   "that the words overlap.", n=round(figure.value * 100))  # fmt: skip
    template = (
        "It says whether the same stretches were marked at all, more than by chance, of {labels}: "
        "{verdict}."
        if figure.measure == "alpha_boundaries" else
        "It says whether what several people marked got the same label, more than by chance, of "
        "{labels}: {verdict}."
    )  # fmt: skip
    return say(template, labels=named(study, figure), verdict=verdict(figure))
