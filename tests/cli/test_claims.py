"""Who claims what is told on the command line: the table of an event, and counts by anything."""

from __future__ import annotations

import csv
import io

import pytest

from annotator.cli.answers import me
from annotator.sample import sample_project

ROCKETS = "Rocket attack on the US base, Al Omar oil field"


@pytest.fixture
def project(tmp_path):
    return sample_project(me(), tmp_path / "sample.annot")


def test_sources_are_counted_with_who_contradicts_them(annotator, project):
    out = annotator("claims", project).out.splitlines()
    assert out[0] == "Antony Blinken: 4 claims"
    assert (
        "Syrian Arab News Agency (Sana): 2 claims, 1 contradicted by Syrian Observatory for Human "
        "Rights, US military spokesman (unnamed)"
    ) in out


@pytest.mark.parametrize("by", ["actor", "event", "place", "weapon", "stance", "date"])
def test_claims_are_counted_by_anything(annotator, project, by):
    answer = annotator("claims", project, "--by", by, "--json").answer
    assert answer["by"] == by
    assert sum(group["claims"] for group in answer["groups"]) >= 9


def test_the_table_of_an_event_names_sources_signs_and_places(annotator, project):
    out = annotator("claims", project, "--event", "rocket attack").out
    assert out.startswith(f"{ROCKETS}: 5 sources, 7 claims\n")
    assert "Syrian Arab News Agency (Sana)  (¶8)\n  Who     ∅ without saying who" in out
    assert "  Weapon  ≠ shells (in part)\n" in out


def test_the_table_as_json_leads_to_each_quotation(annotator, project):
    answer = annotator("claims", project, "--event", ROCKETS, "--json").answer
    assert (answer["event"]["title"], answer["sources"], answer["claims"]) == (ROCKETS, 5, 7)
    states = [cell["state"] for row in answer["rows"] for cell in row["cells"].values()]
    assert {state: states.count(state) for state in set(states)} == {
        "silent": 11, "first": 4, "agrees": 6, "differs": 2, "declines": 1, "unsettled": 1,
    }  # fmt: skip


def test_the_table_as_csv_and_markdown(annotator, project):
    out = annotator("claims", project, "--event", "rocket", "--csv").out
    assert len(list(csv.reader(io.StringIO(out)))) == 6
    out = annotator("claims", project, "--event", "rocket", "--md").out
    assert "[^4]: “US retaliates after rocket attack in Syria”, ¶7" in out


def test_claims_are_listed_with_where_they_stand(annotator, project):
    out = annotator("claims", project, "--list", "--words", "drones").out
    assert out.startswith("- **Jen Psaki** asserts: “at least five attacks since April")
    ran = annotator("claims", project, "--list", "--event", "rocket", "--json")
    assert len(ran.answer["claims"]) == 7
    assert len(annotator("claims", project, "--list", "--csv").out.splitlines()) == 18


def test_an_event_that_nobody_knows_or_claims_is_said(annotator, project):
    ran = annotator("claims", project, "--event", "submarine")
    assert ran.status == 1
    assert "No event is called submarine. There are: " in ran.err
    ran = annotator("claims", project, "--event", "Exchange of fire")
    assert (ran.status, ran.err) == (1, "No claim is about Exchange of fire on Monday yet.\n")


def test_two_forms_at_once_are_wrong_usage(annotator, project):
    assert annotator("claims", project, "--csv", "--md").status == 2
    assert annotator("claims", project, "--event", "rocket", "--by", "source").status == 2


def test_the_project_is_left_as_it_was(annotator, project):
    before = project.read_bytes()
    annotator("claims", project)
    assert project.read_bytes() == before
    assert [path.name for path in project.parent.iterdir()] == [project.name]
