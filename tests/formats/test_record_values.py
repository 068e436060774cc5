"""Values made of a record: what the checks before let through by mistake is still refused."""

from __future__ import annotations

import pytest

from annotator.formats import record_import
from annotator.formats.record import SpanRecord
from annotator.formats.record_check import Broken
from annotator.formats.record_values import Values
from annotator.model.scheme_file import find_scheme


def test_a_span_without_a_place_in_the_text_is_never_made():
    span = SpanRecord(id="s1", start=90, end=97, label="Weapon", text="rockets")
    with pytest.raises(Broken, match="the span s1 lies outside the text"):
        Values(find_scheme("conflict-news"))._span(span, None, None, lambda _: None)


def test_entities_of_more_lines_than_are_kept_at_hand_come_in_all_the_same(
    project, make, monkeypatch
):
    monkeypatch.setattr(record_import, "MANY", 0)
    lines = []
    for name in ("army", "ministry", "army"):
        entity = {"id": make.id(name), "label": "Actor", "name": name}
        text = f"The {name} spoke {len(lines)} times."
        span = make.span("Actor", name, id=make.id(text), entity_id=entity["id"])
        lines.append(make.record(text, spans=[span], entities=[entity]))
    assert project.bring(*lines).articles == 3
    names = [entity["name"] for record in project.records() for entity in record["entities"]]
    assert sorted(names) == ["army", "army", "ministry"]
